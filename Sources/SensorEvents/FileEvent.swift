// SPDX-License-Identifier: Apache-2.0

/// One access to a protected file: what the kernel sent, completed by enrichment.
///
/// It is what a capture holds, so nothing after this point may ask the machine anything.
package struct FileEvent: Sendable, Equatable, Codable {
    package var time: WallTime
    package var origin: EventOrigin
    package var access: FileAccess
    package var file: FileFacts
    package var process: ProcessFacts
    package var workload: Workload?
    /// What enrichment looked for and could not get (`workload.pod`, `process.tty`, ...). Never guessed instead.
    package var missing: [String]
    /// How many further accesses just like the one with this `origin` (same execution, file and operation) it stands
    /// for, counted by the kernel since that one, which had an event of its own; `time` is that of the last of them.
    /// nil for an ordinary event.
    package var repeats: UInt64?

    /// Whose the file is, or, of a directory or a disk, whose the files in it are, as far as
    /// `maximumCredentials`. nil in captures of versions that did not know.
    package var credentials: [Credential]?

    /// Credentials that one event names.
    package static let maximumCredentials = 32

    package init(
        time: WallTime, origin: EventOrigin, access: FileAccess, file: FileFacts, process: ProcessFacts,
        workload: Workload? = nil, missing: [String] = [], repeats: UInt64? = nil, credentials: [Credential]? = nil
    ) {
        self.time = time
        self.origin = origin
        self.access = access
        self.file = file
        self.process = process
        self.workload = workload
        self.missing = missing
        self.repeats = repeats
        self.credentials = credentials
    }

    /// mount: which side of it the file is. Else nil.
    package var mountSide: MountSide? { file.mountSide(in: access) }
    /// It is the block device under protected files that was opened.
    package var opensBlockDevice: Bool { access.kind == .open && file.isBlockDevice == true }
}

// SPDX-License-Identifier: Apache-2.0

/// A process's executable as the kernel knows it (`mm->exe_file`).
package struct ExecutableFacts: Sendable, Equatable, Codable {
    /// How far the kernel vouches for the executable.
    package enum Identity: String, Sendable, Codable {
        /// It was taken at execve(2), and the process still shows the same file.
        case exec
        /// The process shows another file than it executed (prctl(2), `PR_SET_MM_EXE_FILE`): `id` is the file it
        /// executed, `path` only what it shows.
        case forged
        /// The execution was not seen.
        case unknown
    }

    /// Path from the root of the process's mount namespace, whatever its chroot; for showing, not for trusting.
    package var path: KernelString
    package var id: InodeID
    /// The process lives in the host's mount namespace, where `path` means what it says.
    package var inHostMountNamespace: Bool
    /// The host path whose file has exactly this `id`; nil if nobody checked or it does not. Only this may allow.
    package var verifiedHostPath: String?
    package var deleted: Bool
    package var memfd: Bool
    /// nil: not stated, by other sensors and in captures that are older than this field.
    package var identity: Identity?
    /// Different for every execve(2) within one boot; nil where `identity` is.
    package var execID: UInt64?

    package init(
        path: KernelString, id: InodeID, inHostMountNamespace: Bool, verifiedHostPath: String? = nil,
        deleted: Bool = false, memfd: Bool = false, identity: Identity? = nil, execID: UInt64? = nil
    ) {
        self.path = path
        self.id = id
        self.inHostMountNamespace = inHostMountNamespace
        self.verifiedHostPath = verifiedHostPath
        self.deleted = deleted
        self.memfd = memfd
        self.identity = identity
        self.execID = execID
    }
}

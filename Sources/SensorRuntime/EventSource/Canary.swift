// SPDX-License-Identifier: Apache-2.0

import CEventABI
import Glibc
package import SensorEvents

/// A file of the sensor's own, of which an access through each hook must come back through the ring before it says *armed*.
///
/// "Attached" proves nothing: a kernel may accept a program and never run it (a BPF LSM hook where `bpf` is not in
/// `lsm=`), or the ring may have another reader.
package final class Canary {
    /// The entry id of the canary in the protected set; no path has it.
    package static let entryID = KW_CANARY_ID

    private let path: String
    private var seen: Set<FileAccess.Kind> = []

    /// Makes the file below `directory` and protects it.
    package init(directory: String, source: KernelSource) throws {
        path = "\(directory)/canary"
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw KernelError(
                cause: "The canary \(path) cannot be made: \(KernelObject.text(of: errno)).",
                fix: "Give a writable directory with --state-dir.")
        }
        defer { close(descriptor) }
        guard let id = try source.identities(of: [descriptor])[0] else {
            throw KernelError(
                cause: "The kernel's descriptor iterator does not show this process.",
                fix: "`keyward doctor` says what this kernel offers.")
        }
        try source.protectFile(id, entry: Self.entryID, secret: true)
    }

    deinit {
        unlink(path)
    }

    /// Takes a record that is about the canary; true if it was.
    package func note(_ record: KernelRecord) -> Bool {
        guard record.match?.entryID == Self.entryID || record.newMatch?.entryID == Self.entryID else { return false }
        seen.insert(record.operation)
        return true
    }

    /// Opens, renames and links the canary, removes the link, and reads the rings.
    ///
    /// - Parameter consume: hands every waiting record to whoever calls `note`.
    /// - Throws: KernelError naming the hook that stayed silent.
    package func prove(consume: () throws -> Void) throws {
        seen = []
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 { close(descriptor) }
        let other = path + ".moved"
        let moved =
            rename(path, other) == 0 && rename(other, path) == 0 && link(path, other) == 0 && unlink(other) == 0
        guard descriptor >= 0, moved else {
            throw KernelError(
                cause: "The canary \(path) cannot be touched: \(KernelObject.text(of: errno)).",
                fix: "Keep other programs out of the state directory.")
        }
        try consume()
        for hook in Hook.all {
            guard let access = hook.shows, !seen.contains(access) else { continue }
            throw KernelError(
                cause: "The hook \(hook.function) is attached but silent: the canary's \(access.rawValue) did not "
                    + "come back.",
                fix: "The sensor is not armed. `keyward doctor` says what this kernel offers.", isOfThisLevel: true)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A process's executable as the kernel knows it (`mm->exe_file`).
package struct ExecutableFacts: Sendable, Equatable, Codable {
    /// Path from the root of the process's mount namespace, whatever its chroot; for showing, not for trusting.
    package var path: KernelString
    package var id: InodeID
    /// The process lives in the host's mount namespace, where `path` means what it says.
    package var inHostMountNamespace: Bool
    /// The host path whose file has exactly this `id`; nil if nobody checked or it does not. Only this may allow.
    package var verifiedHostPath: String?
    package var deleted: Bool
    package var memfd: Bool

    package init(
        path: KernelString, id: InodeID, inHostMountNamespace: Bool, verifiedHostPath: String? = nil,
        deleted: Bool = false, memfd: Bool = false
    ) {
        self.path = path
        self.id = id
        self.inHostMountNamespace = inHostMountNamespace
        self.verifiedHostPath = verifiedHostPath
        self.deleted = deleted
        self.memfd = memfd
    }
}

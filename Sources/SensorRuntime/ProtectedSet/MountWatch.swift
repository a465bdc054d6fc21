// SPDX-License-Identifier: Apache-2.0

/// Tells when the host's mounts have changed, which inotify does not: another file may be at a protected path now.
final class MountWatch {
    private let file: FileDescriptor

    /// - Parameter procfs: as `HostMounts` has it. nil if there is no table to watch.
    init?(procfs: String) {
        guard let file = HostMounts.open(procfs: procfs) else { return nil }
        self.file = file
    }

    /// To be polled for POLLPRI, which the kernel gives once for each change (mounts_poll of fs/proc_namespace.c).
    var descriptor: Int32 { file.number }
}

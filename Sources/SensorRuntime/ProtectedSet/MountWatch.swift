// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Tells when the host's mounts have changed, which inotify does not: another file may be at a protected path now.
final class MountWatch {
    private let file: FileDescriptor

    /// - Parameter procfs: must show the initial PID namespace, where process 1 lives among the host's mounts; this
    ///   process's own are watched where those may not be read. nil without any.
    init?(procfs: String) {
        guard
            let file = (try? FileDescriptor.open(procfs + "/1/mountinfo", flags: O_RDONLY))
                ?? (try? FileDescriptor.open(procfs + "/self/mountinfo", flags: O_RDONLY))
        else { return nil }
        self.file = file
    }

    /// To be polled for POLLPRI, which the kernel gives once for each change (mounts_poll of fs/proc_namespace.c).
    var descriptor: Int32 { file.number }
}

// SPDX-License-Identifier: Apache-2.0

import CLibBPF
import Glibc

/// Has the kernel half note what runs already, through an iterator over all tasks.
enum RunningProcesses {
    /// To be called once the programs that note executions and forks are attached, so that nobody slips between.
    static func note(in object: KernelObject) throws {
        guard let link = bpf_program__attach_iter(try object.program("running_processes"), nil) else {
            throw KernelError(
                cause: "The kernel refuses the task iterator: \(KernelObject.text(of: errno)).",
                fix: "It needs Linux 5.8 or later; `keyward doctor` says what is missing.", detail: LibBPFLog.take())
        }
        defer { bpf_link__destroy(link) }
        let number = bpf_iter_create(bpf_link__fd(link))
        guard number >= 0 else {
            throw KernelError(cause: "The task iterator cannot be read: \(KernelObject.text(of: errno)).")
        }
        let iterator = FileDescriptor(owning: number)
        do {
            // It says nothing; reading to its end is what runs it.
            while !(try iterator.readOnce(limit: 4096)).isEmpty {}
        } catch {
            throw KernelError(cause: "The task iterator broke off: \(error).")
        }
    }
}

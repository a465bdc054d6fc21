// SPDX-License-Identifier: Apache-2.0

/// What a process is: the file that it executed, as the kernel half noted it then (`struct kw_identity`).
package struct KernelIdentity: Sendable, Hashable {
    /// Of one execve(2); a fork has its parent's.
    package var execID: UInt64
    package var executed: InodeID

    package init(execID: UInt64, executed: InodeID) {
        self.execID = execID
        self.executed = executed
    }
}

// SPDX-License-Identifier: Apache-2.0

/// One process above the opener (`struct kw_ancestor`).
package struct KernelAncestor: Sendable, Equatable {
    package var pid: UInt32
    package var uid: UInt32
    /// `start_boottime`, nanoseconds.
    package var startTime: UInt64
    /// nil for a kernel thread.
    package var exe: InodeID?
    package var exePath: KernelPath?
    package var comm: [UInt8]

    package init(
        pid: UInt32, uid: UInt32, startTime: UInt64, exe: InodeID?, exePath: KernelPath?, comm: [UInt8]
    ) {
        self.pid = pid
        self.uid = uid
        self.startTime = startTime
        self.exe = exe
        self.exePath = exePath
        self.comm = comm
    }
}

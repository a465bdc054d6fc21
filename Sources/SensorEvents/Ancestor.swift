// SPDX-License-Identifier: Apache-2.0

/// One process above the opener.
package struct Ancestor: Sendable, Equatable, Codable {
    package var pid: UInt32
    package var startTime: UInt64
    package var uid: UInt32
    package var comm: KernelString
    package var exePath: KernelString?
    package var exeID: InodeID?

    package init(
        pid: UInt32, startTime: UInt64, uid: UInt32, comm: KernelString, exePath: KernelString? = nil,
        exeID: InodeID? = nil
    ) {
        self.pid = pid
        self.startTime = startTime
        self.uid = uid
        self.comm = comm
        self.exePath = exePath
        self.exeID = exeID
    }
}

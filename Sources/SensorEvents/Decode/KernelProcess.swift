// SPDX-License-Identifier: Apache-2.0

/// The opener as the kernel half saw it (`struct kw_process`).
package struct KernelProcess: Sendable, Equatable {
    package var pid: UInt32
    package var tid: UInt32
    /// The group leader's `start_boottime`, nanoseconds.
    package var startTime: UInt64
    package var cgroupID: UInt64
    package var uid: UInt32
    package var gid: UInt32
    /// nil where the kernel says "unset" (0xFFFFFFFF): a service.
    package var loginUID: UInt32?
    package var session: UInt32?
    package var mountNamespace: UInt32
    package var pidNamespace: UInt32
    package var args: [[UInt8]]
    package var argsTruncated: Bool
    package var comm: [UInt8]
    /// nil without a controlling terminal.
    package var tty: [UInt8]?
    /// nil where the kernel could not read it.
    package var cwd: KernelPath?
    /// nil where the kernel half did not see the execution.
    package var identity: KernelIdentity?
    /// What the process shows now; nil for a kernel thread.
    package var exe: KernelExecutable?
    /// Parent first.
    package var ancestors: [KernelAncestor]

    package init(
        pid: UInt32, tid: UInt32, startTime: UInt64, cgroupID: UInt64, uid: UInt32, gid: UInt32, loginUID: UInt32?,
        session: UInt32?, mountNamespace: UInt32, pidNamespace: UInt32, args: [[UInt8]], argsTruncated: Bool,
        comm: [UInt8], tty: [UInt8]?, cwd: KernelPath?, identity: KernelIdentity?, exe: KernelExecutable?,
        ancestors: [KernelAncestor]
    ) {
        self.pid = pid
        self.tid = tid
        self.startTime = startTime
        self.cgroupID = cgroupID
        self.uid = uid
        self.gid = gid
        self.loginUID = loginUID
        self.session = session
        self.mountNamespace = mountNamespace
        self.pidNamespace = pidNamespace
        self.args = args
        self.argsTruncated = argsTruncated
        self.comm = comm
        self.tty = tty
        self.cwd = cwd
        self.identity = identity
        self.exe = exe
        self.ancestors = ancestors
    }
}

extension KernelProcess {
    /// It shows the very file that it executed.
    package var isItself: Bool { identity != nil && identity?.executed == exe?.id }
}

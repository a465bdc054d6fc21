// SPDX-License-Identifier: Apache-2.0

/// The opener, as it was at that moment.
package struct ProcessFacts: Sendable, Equatable, Codable {
    /// Thread-group id and thread id in the initial PID namespace.
    package var pid: UInt32
    package var tid: UInt32
    /// `task->group_leader->start_boottime`, nanoseconds; with `pid` it names one process of this boot.
    package var startTime: UInt64
    package var exe: ExecutableFacts
    /// The task's command name. The process chooses it: shown, never decided on.
    package var comm: KernelString
    /// argv, cut at the kernel record's limit (then `argsTruncated`). The process can overwrite it.
    package var args: [KernelString]
    package var argsTruncated: Bool
    package var cwd: KernelString?
    package var uid: UInt32
    package var gid: UInt32
    /// The login that started all this, unset (-1) for services.
    package var loginUID: UInt32?
    package var session: UInt32?
    /// Controlling terminal by name (`pts/0`), nil without one.
    package var tty: String?
    /// Inode numbers of the namespaces, as `readlink /proc/PID/ns/*` shows them.
    package var mountNamespace: UInt32
    package var pidNamespace: UInt32
    /// Inode number of the cgroup v2 directory.
    package var cgroupID: UInt64
    /// Parent first, at most four.
    package var ancestors: [Ancestor]

    package init(
        pid: UInt32, tid: UInt32, startTime: UInt64, exe: ExecutableFacts, comm: KernelString, args: [KernelString],
        argsTruncated: Bool = false, cwd: KernelString? = nil, uid: UInt32, gid: UInt32, loginUID: UInt32? = nil,
        session: UInt32? = nil, tty: String? = nil, mountNamespace: UInt32, pidNamespace: UInt32, cgroupID: UInt64,
        ancestors: [Ancestor] = []
    ) {
        self.pid = pid
        self.tid = tid
        self.startTime = startTime
        self.exe = exe
        self.comm = comm
        self.args = args
        self.argsTruncated = argsTruncated
        self.cwd = cwd
        self.uid = uid
        self.gid = gid
        self.loginUID = loginUID
        self.session = session
        self.tty = tty
        self.mountNamespace = mountNamespace
        self.pidNamespace = pidNamespace
        self.cgroupID = cgroupID
        self.ancestors = ancestors
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// File events for tests: every field has a different value, so that a swapped one shows.
package enum FileEvents {
    /// `cp` under an ssh login reading `pathname`; change what the test is about.
    package static func theft(of pathname: String = "/etc/kubernetes/pki/ca.key") -> FileEvent {
        FileEvent(
            time: WallTime(nanoseconds: 1_795_000_000_123_456_789),
            origin: EventOrigin(
                bootID: "6f1d3f0e-9a55-4c1b-8a6e-0b7f5d2c9e11", ring: .secret, sequence: 17, epoch: 42_000_000_000),
            access: FileAccess(kind: .open, flags: 0o100_000, reads: true),
            file: FileFacts(
                pathname: KernelString(pathname), openedAs: KernelString(pathname),
                id: InodeID(device: 8 << 20 | 1, inode: 131_075, generation: 3_405_691_582)),
            process: ProcessFacts(
                pid: 4211, tid: 4212, startTime: 981_234_567_890,
                exe: ExecutableFacts(
                    path: "/usr/bin/cp", id: InodeID(device: 8 << 20 | 2, inode: 2049, generation: 77),
                    inHostMountNamespace: true, verifiedHostPath: "/usr/bin/cp"),
                comm: "cp", args: ["cp", KernelString(pathname), "/tmp/x"], cwd: "/root", uid: 1001, gid: 1002,
                loginUID: 1003, session: 7, tty: "pts/0", mountNamespace: 4_026_531_841, pidNamespace: 4_026_531_836,
                cgroupID: 5150,
                ancestors: [
                    Ancestor(
                        pid: 4200, startTime: 971_234_567_890, uid: 1004, comm: "bash", exePath: "/usr/bin/bash",
                        exeID: InodeID(device: 8 << 20 | 3, inode: 2050, generation: 78)),
                    Ancestor(
                        pid: 900, startTime: 61_234_567_890, uid: 0, comm: "sshd", exePath: "/usr/sbin/sshd",
                        exeID: InodeID(device: 8 << 20 | 4, inode: 2051, generation: 79)),
                ]),
            workload: Workload(cgroup: "/user.slice/user-1003.slice/session-7.scope", unit: "session-7.scope"))
    }
}

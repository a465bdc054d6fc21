// SPDX-License-Identifier: Apache-2.0

import SensorEvents

@testable import SensorRuntime

/// Kernel records for tests of what becomes of them: every field has a different value, so that a swapped one shows.
enum EnrichRecords {
    static let host = HostFacts(
        bootID: "6f1d3f0e-9a55-4c1b-8a6e-0b7f5d2c9e11", epoch: 42_000_000_000,
        wallClockOffset: 1_795_000_000_000_000_000, mountNamespace: 4_026_531_841)

    static let key = InodeID(device: 0x80_0001, inode: 131_075, generation: 3_405_691_582)
    static let pki = InodeID(device: 0x80_0001, inode: 131_070, generation: 21)

    static func path(_ text: String) -> KernelPath {
        KernelPath(names: text.split(separator: "/").map { Array($0.utf8) })
    }

    static var process: KernelProcess {
        KernelProcess(
            pid: 4211, tid: 4212, startTime: 981_234_567_890, cgroupID: 5150, uid: 1001, gid: 1002, loginUID: 1003,
            session: 7, mountNamespace: 4_026_531_841, pidNamespace: 4_026_531_836,
            args: ["cp", "ca.key", "/tmp/x"].map { Array($0.utf8) }, argsTruncated: false, comm: Array("cp".utf8),
            tty: Array("pts/0".utf8), cwd: path("/root"),
            identity: KernelIdentity(
                execID: 0xABCD_0001, executed: InodeID(device: 0x80_0002, inode: 2049, generation: 77)),
            exe: KernelExecutable(
                id: InodeID(device: 0x80_0002, inode: 2049, generation: 77), links: 1, path: path("/usr/bin/cp")),
            ancestors: [
                KernelAncestor(
                    pid: 4200, uid: 1004, startTime: 971_234_567_890,
                    exe: InodeID(device: 0x80_0003, inode: 2050, generation: 78), exePath: path("/usr/bin/bash"),
                    comm: Array("bash".utf8))
            ])
    }

    /// `cp` reading a file that the protected set has as `entryID`, through a bind mount.
    static func open(entryID: UInt32) -> KernelRecord {
        KernelRecord(
            operation: .open, ring: .secret, sequence: 17, bootTime: 981_300_000_001, flags: 0o100_000, mode: 0x1D,
            file: key, match: KernelMatch(key: key, entryID: entryID, kind: .file),
            path: path("/srv/bind/ca.key"), pathTwo: path("/etc/kubernetes/pki/ca.key"), process: process)
    }

    static func rename(
        from old: String, _ match: KernelMatch?, to new: String, _ newMatch: KernelMatch?
    ) -> KernelRecord {
        KernelRecord(
            operation: .rename, ring: .secret, sequence: 18, bootTime: 1, flags: 2, mode: 0, file: key,
            replaced: InodeID(device: 0x80_0001, inode: 99, generation: 98), match: match, newMatch: newMatch,
            path: path(old), pathTwo: path(new), process: process)
    }

    /// The directory `/etc/kubernetes/pki` and the key in it, with their numbers.
    static func paths() -> (paths: ProtectedPaths, directory: UInt32, file: UInt32) {
        var paths = ProtectedPaths()
        let numbers = paths.assign(
            ProtectedSet(entries: [
                ProtectedEntry(path: "/etc/kubernetes/pki", id: pki, kind: .directory, depth: 2, isSecret: true),
                ProtectedEntry(path: "/etc/kubernetes/pki/ca.key", id: key, kind: .file, isSecret: true),
            ]))
        return (paths, numbers[pki] ?? 0, numbers[key] ?? 0)
    }
}

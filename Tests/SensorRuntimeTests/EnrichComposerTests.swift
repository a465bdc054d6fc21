// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct EnrichComposerTests {
    private let composer: FileEventComposer
    private let known = EnrichRecords.paths()

    init() throws {
        composer = FileEventComposer(host: EnrichRecords.host, policy: try policy(below: ["/etc/kubernetes/pki"]))
    }

    private func compose(
        _ record: KernelRecord, _ findings: EnrichmentFindings = EnrichmentFindings()
    ) -> FileEvent {
        composer.event(from: record, paths: known.paths, findings: findings)
    }

    private func directoryMatch(level: Int = 1) -> KernelMatch {
        KernelMatch(key: EnrichRecords.pki, entryID: known.directory, kind: .directory, depth: 2, level: level)
    }

    private var fileMatch: KernelMatch {
        KernelMatch(key: EnrichRecords.key, entryID: known.file, kind: .file)
    }

    @Test("an open is about the protected path, whatever it was opened as")
    func open() {
        let event = compose(EnrichRecords.open(entryID: known.file))
        #expect(event.file.pathname == "/etc/kubernetes/pki/ca.key")
        #expect(event.file.openedAs == "/srv/bind/ca.key")
        #expect(event.file.oldPath == nil)
        #expect(event.file.id == EnrichRecords.key)
        #expect(event.access == FileAccess(kind: .open, flags: 0o100_000, reads: true))
        #expect(event.time.nanoseconds == 1_795_000_981_300_000_001)
        #expect(
            event.origin
                == EventOrigin(bootID: EnrichRecords.host.bootID, ring: .secret, sequence: 17, epoch: 42_000_000_000))
        #expect(event.missing == [])
    }

    @Test("the process is what the kernel said")
    func process() {
        let process = compose(EnrichRecords.open(entryID: known.file), .init(verifiedHostPath: "/usr/bin/cp")).process
        #expect(
            process
                == ProcessFacts(
                    pid: 4211, tid: 4212, startTime: 981_234_567_890,
                    exe: ExecutableFacts(
                        path: "/usr/bin/cp", id: InodeID(device: 0x80_0002, inode: 2049, generation: 77),
                        inHostMountNamespace: true, verifiedHostPath: "/usr/bin/cp", identity: .exec,
                        execID: 0xABCD_0001),
                    comm: "cp", args: ["cp", "ca.key", "/tmp/x"], cwd: "/root", uid: 1001, gid: 1002, loginUID: 1003,
                    session: 7, tty: "pts/0", mountNamespace: 4_026_531_841, pidNamespace: 4_026_531_836,
                    cgroupID: 5150,
                    ancestors: [
                        Ancestor(
                            pid: 4200, startTime: 971_234_567_890, uid: 1004, comm: "bash", exePath: "/usr/bin/bash",
                            exeID: InodeID(device: 0x80_0003, inode: 2050, generation: 78))
                    ]))
    }

    @Test("another mount namespace, or an unknown one, is not the host's", arguments: [4_026_532_000, 0] as [UInt32])
    func mountNamespace(_ namespace: UInt32) {
        var record = EnrichRecords.open(entryID: known.file)
        record.process.mountNamespace = namespace
        var composer = composer
        if namespace == 0 { composer.host.mountNamespace = 0 }
        let event = composer.event(from: record, paths: known.paths, findings: .init())
        #expect(!event.process.exe.inHostMountNamespace)
    }

    @Test("a memfd is marked as one, and as deleted")
    func memfd() {
        var record = EnrichRecords.open(entryID: known.file)
        record.process.exe?.links = 0
        record.process.exe?.path = EnrichRecords.path("/memfd:kubelet")
        let exe = compose(record).process.exe
        #expect(exe.memfd)
        #expect(exe.deleted)
    }

    @Test("an entry that is no longer known leaves the path as opened, and says that it is not certain")
    func unknownEntry() {
        let event = compose(EnrichRecords.open(entryID: 999))
        #expect(event.file.pathname == "/srv/bind/ca.key")
        #expect(event.missing == ["file.pathname"])
    }

    @Test("what /proc added is used, and what it lacked is listed")
    func supplement() {
        var record = EnrichRecords.open(entryID: known.file)
        record.process.argsTruncated = true
        record.process.cwd = nil
        let event = compose(
            record,
            EnrichmentFindings(
                workload: Workload(cgroup: "/a"),
                supplement: ProcessSupplement(args: ["cp", "all"], cwd: "/home", missing: ["workload.cgroup"]),
                missing: ["workload.image"]))
        #expect(event.process.args == ["cp", "all"])
        #expect(!event.process.argsTruncated)
        #expect(event.process.cwd == "/home")
        #expect(event.workload == Workload(cgroup: "/a"))
        #expect(event.missing == ["workload.image", "workload.cgroup"])
    }

    @Test("without /proc the arguments stay cut")
    func stillCut() {
        var record = EnrichRecords.open(entryID: known.file)
        record.process.argsTruncated = true
        #expect(compose(record).process.argsTruncated)
    }

    @Test("a key renamed away is about the key's old path")
    func renamedAway() {
        let event = compose(
            EnrichRecords.rename(from: "/etc/kubernetes/pki/ca.key", fileMatch, to: "/tmp/x", nil),
            EnrichmentFindings(newHostPath: Array("/tmp/x".utf8)))
        #expect(event.file.pathname == "/etc/kubernetes/pki/ca.key")
        #expect(event.file.oldPath == "/etc/kubernetes/pki/ca.key")
        #expect(event.file.newPath == "/tmp/x")
        #expect(event.file.openedAs == nil)
        #expect(event.file.replaced?.inode == 99)
        #expect(event.access == FileAccess(kind: .rename, flags: 2))
        #expect(event.missing == [])
    }

    @Test("a side that is not protected goes by the host path that the mounts give, and says so where they give none")
    func byMounts() {
        let away = EnrichRecords.rename(from: "/kubernetes/pki/ca.key", fileMatch, to: "/x", nil)
        let mounted = compose(away, EnrichmentFindings(newHostPath: Array("/run/x".utf8)))
        #expect(mounted.file.oldPath == "/etc/kubernetes/pki/ca.key")
        #expect(mounted.file.newPath == "/run/x")
        #expect(mounted.missing == [])
        let unmounted = compose(away)
        #expect(unmounted.file.newPath == "/x")
        #expect(unmounted.missing == ["file.new_path"])
        let planted = EnrichRecords.rename(from: "/x", nil, to: "/etc/kubernetes/pki/new.key", directoryMatch())
        #expect(compose(planted, EnrichmentFindings(oldHostPath: Array("/run/x".utf8))).file.oldPath == "/run/x")
        #expect(compose(planted).missing == ["file.old_path"])
    }

    @Test("a file renamed to a key's name is about the new path")
    func planted() {
        let event = compose(
            EnrichRecords.rename(from: "/tmp/x", nil, to: "/etc/kubernetes/pki/new.key", directoryMatch()))
        #expect(event.file.pathname == "/etc/kubernetes/pki/new.key")
        #expect(event.file.oldPath == "/tmp/x")
        #expect(event.file.newPath == "/etc/kubernetes/pki/new.key")
    }

    @Test("within a directory the side that is a credential file counts, the old one first")
    func within() {
        let pki = "/etc/kubernetes/pki/"
        let renames = [("a.tmp", "b.key", "b.key"), ("a.key", "b.tmp", "a.key"), ("a.key", "b.key", "a.key")]
        for (old, new, about) in renames {
            let event = compose(
                EnrichRecords.rename(from: pki + old, directoryMatch(), to: pki + new, directoryMatch()))
            #expect(event.file.pathname == KernelString(pki + about))
            #expect(event.file.oldPath == KernelString(pki + old))
            #expect(event.file.newPath == KernelString(pki + new))
        }
    }

    @Test("a stolen key renamed again keeps its path in policy and shows the names it has now")
    func renamedTwice() {
        let event = compose(EnrichRecords.rename(from: "/tmp/x", fileMatch, to: "/tmp/y", nil))
        #expect(event.file.pathname == "/etc/kubernetes/pki/ca.key")
        #expect(event.file.oldPath == "/tmp/x")
        #expect(event.file.newPath == "/tmp/y")
    }

    @Test("a name that ends like the key's is not the key's name")
    func similarName() {
        let event = compose(EnrichRecords.rename(from: "/tmp/a.key", fileMatch, to: "/tmp/y", nil))
        #expect(event.file.oldPath == "/tmp/a.key")
    }

    @Test("a time that no clock can hold is clamped")
    func clamped() {
        var host = EnrichRecords.host
        #expect(host.wallTime(atBoot: .max) == .max)
        host.wallClockOffset = -10
        #expect(host.wallTime(atBoot: 3) == 0)
        #expect(host.wallTime(atBoot: 30) == 20)
    }
}

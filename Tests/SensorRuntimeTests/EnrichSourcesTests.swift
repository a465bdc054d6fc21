// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct EnrichSourcesTests {
    static let container = String(repeating: "0123456789abcdef", count: 4)
    static let pod = "8d1c0a2b3f4e5d6c7b8a99887766554f"
    static let cgroup = "/kubepods/burstable/pod\(pod)/\(container)"

    let directory: SystemTemporaryDirectory

    static var mounts: HostMounts {
        HostMounts(
            content: { Array("30 1 8:1 / /srv rw shared:1 - ext4 /dev/sda1 rw\n".utf8) }, hasChanged: { false },
            now: { 0 })
    }

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.directory(Self.cgroup)
        try directory.file("/proc/4211/stat", ProcReaderTests.stat(ticks: 98_123))
        try directory.file("/proc/4211/cgroup", "0::/system.slice/other.service\n")
        try directory.file("/usr/bin/cp")
    }

    private func findings(
        cgroupOpens: Bool = true, hasVersionTwo: Bool = true,
        of record: KernelRecord = EnrichRecords.open(entryID: 1), _ change: (inout KernelProcess) -> Void = { _ in }
    ) throws -> EnrichmentFindings {
        var record = record
        let root = try directory.root()
        let cgroups = CgroupResolver(prefix: Array(directory.path.utf8)) { id throws(SystemError) in
            guard cgroupOpens, id == 5150 else { throw SystemError(call: "open_by_handle_at", number: 116) }
            return try FileDescriptor.locate(directory.path + Self.cgroup)
        }
        let sources = EnrichmentSources(
            cgroups: hasVersionTwo ? cgroups : nil, pods: PodDirectory(root: root),
            processes: ProcessReader(procfs: directory.path + "/proc"),
            executables: ExecutableRegistry(root: root, patterns: ["/usr/bin/cp"], identity: statIdentity),
            mounts: Self.mounts)
        change(&record.process)
        return sources.findings(on: record, host: EnrichRecords.host)
    }

    @Test("a container is named down to its pod, and its image is listed as missing")
    func container() throws {
        try directory.directory("/var/log/pods/kube-system_etcd-node1_\(Self.pod)")
        let found = try findings()
        #expect(
            found.workload
                == Workload(
                    cgroup: Self.cgroup, containerID: Self.container, podUID: Self.pod, namespace: "kube-system",
                    pod: "etcd-node1"))
        #expect(found.workload?.isStaticPod == true)
        #expect(found.missing == ["workload.image"])
        #expect(found.supplement == ProcessSupplement())
    }

    @Test("a pod without a log directory is not guessed")
    func unnamedPod() throws {
        #expect(try findings().missing == ["workload.namespace", "workload.pod", "workload.image"])
    }

    @Test("a cgroup that has gone is asked of /proc")
    func fallback() throws {
        let found = try findings(cgroupOpens: false)
        #expect(found.workload == Workload(cgroup: "/system.slice/other.service", unit: "other.service"))
        #expect(found.missing == [])
    }

    @Test("nothing of another process with the same number is believed")
    func stale() throws {
        let found = try findings(cgroupOpens: false) { $0.startTime = 1 }
        #expect(found.workload == nil)
        #expect(found.supplement.missing == ["process.stale", "workload.cgroup"])
    }

    @Test("a host with cgroup version 1 alone has no workload, and says so")
    func versionOne() throws {
        let found = try findings(hasVersionTwo: false)
        #expect(found.workload == nil)
        #expect(found.missing == ["workload.cgroup"])
    }

    @Test("the executable's host path is verified through its identity")
    func executable() throws {
        #expect(try findings().verifiedHostPath == nil)
        let id = try directory.root().locate("/usr/bin/cp").withNumber(statIdentity)
        let executed = KernelIdentity(execID: 1, executed: id)
        let found = try findings {
            $0.exe?.id = id
            $0.identity = executed
        }
        #expect(found.verifiedHostPath == "/usr/bin/cp")
        let elsewhere = try findings {
            $0.exe?.id = id
            $0.identity = executed
            $0.mountNamespace = 1
        }
        #expect(elsewhere.verifiedHostPath == nil)
    }

    @Test(
        "a process that shows the executable and did not execute it is not believed, nor is one nobody saw execute it")
    func forged() throws {
        let id = try directory.root().locate("/usr/bin/cp").withNumber(statIdentity)
        #expect(try findings { $0.exe?.id = id }.verifiedHostPath == nil)
        let unseen = try findings {
            $0.exe?.id = id
            $0.identity = nil
        }
        #expect(unseen.verifiedHostPath == nil)
    }

    @Test("the names of a rename are told by the mounts")
    func renameNames() throws {
        let found = try findings(of: EnrichRecords.rename(from: "/a/x", nil, to: "/y", nil))
        #expect(found.oldHostPath == Array("/srv/a/x".utf8))
        #expect(found.newHostPath == Array("/srv/y".utf8))
        #expect(try findings().newHostPath == nil)
    }

    @Test("an enricher puts both halves together")
    func enricher() throws {
        let root = try directory.root()
        let known = EnrichRecords.paths()
        let enricher = Enricher(
            sources: EnrichmentSources(
                cgroups: nil, pods: PodDirectory(root: root),
                processes: ProcessReader(procfs: directory.path + "/proc"),
                executables: ExecutableRegistry(root: root, patterns: [], identity: statIdentity),
                mounts: Self.mounts),
            composer: FileEventComposer(host: EnrichRecords.host, policy: try policy(below: ["/etc/kubernetes/pki"])),
            paths: known.paths)
        let event = enricher.fileEvent(from: EnrichRecords.open(entryID: known.file))
        #expect(event.file.pathname == "/etc/kubernetes/pki/ca.key")
        #expect(event.missing == ["workload.cgroup"])
    }

    @Test("the facts of the machine are read from its procfs")
    func hostFacts() throws {
        try directory.file("/proc/sys/kernel/random/boot_id", "6f1d3f0e-9a55-4c1b-8a6e-0b7f5d2c9e11\n")
        try directory.file("/proc/1/ns/mnt")
        let facts = try HostFacts(procfs: directory.path + "/proc", epoch: 5)
        let namespace = try directory.root().locate("/proc/1/ns/mnt").status().inode
        #expect(facts.bootID == "6f1d3f0e-9a55-4c1b-8a6e-0b7f5d2c9e11")
        #expect(facts.epoch == 5)
        #expect(facts.wallClockOffset > 0)
        #expect(facts.mountNamespace == UInt32(truncatingIfNeeded: namespace))
        #expect(throws: SystemError.self) { try HostFacts(procfs: directory.path, epoch: 5) }
    }
}

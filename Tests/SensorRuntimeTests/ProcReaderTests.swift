// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct ProcReaderTests {
    /// Tick 98,123 at 100 a second.
    static let startTime: UInt64 = 981_234_567_890

    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.file("/4211/stat", Self.stat(ticks: 98_123))
        try directory.file("/4211/cmdline", "cp\0/etc/kubernetes/pki/ca.key\0/tmp/x\0")
        try directory.file("/4211/cgroup", "9:name=systemd:/a\n0::/system.slice/kubelet.service\n")
        try directory.link("/4211/cwd", to: "/root/here")
    }

    static func stat(comm: String = "cp", ticks: UInt64) -> String {
        "4211 (\(comm)) S 1 4211 4211 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 \(ticks) 1 2 3\n"
    }

    private let everything = ProcessSupplement.Request(argsBeginning: [Array("cp".utf8)], cwd: true, cgroup: true)

    private func reader(
        beforeReading hook: @escaping (String) throws -> Void = { _ in }
    ) -> ProcessReader {
        ProcessReader(procfs: directory.path, ticksPerSecond: 100) { process, name, limit throws(SystemError) in
            #expect(throws: Never.self) { try hook(name) }
            return try FileDescriptor.open(name, in: process, flags: 0).read(limit: limit)
        }
    }

    @Test("everything asked for is taken from the right process")
    func taken() {
        let found = reader().read(pid: 4211, startTime: Self.startTime, everything)
        #expect(found.args == ["cp", "/etc/kubernetes/pki/ca.key", "/tmp/x"])
        #expect(!found.argsTruncated)
        #expect(found.cwd == "/root/here")
        #expect(found.cgroup == "/system.slice/kubelet.service")
        #expect(found.missing == [])
    }

    @Test("nothing is read when nothing is asked for")
    func nothingAsked() {
        let found = reader { _ in Issue.record("read a file") }.read(pid: 4211, startTime: Self.startTime, .init())
        #expect(found == ProcessSupplement())
    }

    @Test("a process with the same number that started at another time gives nothing")
    func stale() {
        let found = reader().read(pid: 4211, startTime: Self.startTime + 20_000_000, everything)
        #expect(
            found
                == ProcessSupplement(missing: ["process.stale", "process.args", "process.cwd", "workload.cgroup"]))
    }

    @Test("a number that passes to another process while it is read gives nothing", arguments: ["cmdline", "cgroup"])
    func staleMeanwhile(file: String) {
        let found = reader { name in
            if name == file { try directory.file("/4211/stat", Self.stat(ticks: 98_124)) }
        }.read(pid: 4211, startTime: Self.startTime, everything)
        #expect(found.args == nil)
        #expect(found.cwd == nil)
        #expect(found.cgroup == nil)
        #expect(found.missing.first == "process.stale")
    }

    @Test("a process that has gone gives nothing, and says so")
    func gone() {
        let found = reader().read(pid: 4212, startTime: Self.startTime, everything)
        #expect(found.missing == ["process.gone", "process.args", "process.cwd", "workload.cgroup"])
    }

    @Test("arguments that the process has overwritten are not taken")
    func overwrittenArgs() throws {
        try directory.file("/4211/cmdline", "/usr/bin/kubelet\0")
        let found = reader().read(pid: 4211, startTime: Self.startTime, .init(argsBeginning: [Array("cp".utf8)]))
        #expect(found.args == nil)
        #expect(found.missing == ["process.args"])
    }

    @Test("arguments are bounded, and cut ones are marked")
    func longArgs() throws {
        try directory.file("/4211/cmdline", "cp\0" + String(repeating: "a", count: 10_000))
        let found = reader().read(pid: 4211, startTime: Self.startTime, .init(argsBeginning: [Array("cp".utf8)]))
        #expect(found.args?.map(\.bytes.count) == [2, ProcessReader.argsLimit - 3])
        #expect(found.argsTruncated)
    }

    @Test("a host with cgroup version 1 alone names no cgroup")
    func versionOne() throws {
        try directory.file("/4211/cgroup", "9:name=systemd:/system.slice/kubelet.service\n")
        let found = reader().read(pid: 4211, startTime: Self.startTime, .init(cgroup: true))
        #expect(found.cgroup == nil)
        #expect(found.missing == ["workload.cgroup"])
    }

    @Test(
        "the start time is found behind any command name",
        arguments: ["cp", ") S 1 2 3", "a b) R", "((", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"])
    func commandNames(_ comm: String) {
        #expect(ProcessStat(Array(Self.stat(comm: comm, ticks: 98_123).utf8))?.startTicks == 98_123)
    }

    @Test(
        "bytes that are no stat file are refused",
        arguments: ["", "1 (a", "1 (a) S 1 2", "1 (a) S 1 1 1 0 -1 1 1 0 0 0 0 0 0 0 20 0 1 0 -5 1"])
    func noStat(_ text: String) {
        #expect(ProcessStat(Array(text.utf8)) == nil)
    }

    @Test("one clock tick of difference is the same process and two are not")
    func ticks() throws {
        let stat = try #require(ProcessStat(Array(Self.stat(ticks: 98_123).utf8)))
        for (ticks, same) in [(98_121, false), (98_122, true), (98_123, true), (98_124, true), (98_125, false)] {
            #expect(stat.started(at: UInt64(ticks) * 10_000_000, ticksPerSecond: 100) == same)
        }
        #expect(!stat.started(at: 0, ticksPerSecond: 0))
    }

    @Test("this very process is read from the machine's own /proc")
    func live() throws {
        let bytes = try FileDescriptor.open("/proc/self/stat", flags: 0).read(limit: 4096)
        let ticks = try #require(ProcessStat(bytes)).startTicks
        let pid = try #require(UInt32(String(decoding: bytes.prefix { $0 != 0x20 }, as: UTF8.self)))
        let second = UInt64(1_000_000_000)
        let found = ProcessReader().read(pid: pid, startTime: ticks * (second / 100), .init(cwd: true))
        #expect(found.cwd != nil)
        #expect(found.missing == [])
    }
}

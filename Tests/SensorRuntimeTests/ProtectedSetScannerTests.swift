// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc
import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct ProtectedSetScannerTests {
    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    private func scan(
        _ policy: Policy? = nil, limits: ProtectedSetScanner.Limits = .init(), after previous: ProtectedSet = .init()
    ) throws -> ProtectedSet {
        let policy = try policy ?? kubernetes()
        return try ProtectedSetScanner(root: directory.root(), policy: policy, limits: limits) {
            try $0.map { try statIdentity($0) }
        }.scan(after: previous)
    }

    private func kubernetes() throws -> Policy { try policy(below: ["/etc/kubernetes"]) }

    private func id(_ path: String) throws -> InodeID {
        try directory.root().locate(path).withNumber(statIdentity)
    }

    private func files(_ set: ProtectedSet) -> [String] {
        set.entries.filter { $0.kind == .file }.map(\.path)
    }

    @Test("credential files and the directories that may hold them are found")
    func found() throws {
        try directory.file("/etc/kubernetes/pki/ca.key")
        try directory.file("/etc/kubernetes/pki/ca.crt")
        try directory.file("/etc/kubernetes/pki/README")
        let set = try scan()
        #expect(
            set.entries.map(\.path) == [
                "/etc/kubernetes", "/etc/kubernetes/pki", "/etc/kubernetes/pki/ca.crt", "/etc/kubernetes/pki/ca.key",
            ])
        #expect(set.directories == ["/etc/kubernetes", "/etc/kubernetes/pki"])
        #expect(set.entries.map(\.isSecret) == [true, true, false, true])
        #expect(set.entries.map(\.depth) == [16, 16, 0, 0])
        #expect(try set.entries.last?.id == id("/etc/kubernetes/pki/ca.key"))
        #expect(set.warnings == [])
        #expect(set.skipped == 0)
    }

    @Test("a tree that does not exist is no failure")
    func missingTree() throws {
        #expect(try scan() == ProtectedSet())
    }

    @Test("a directory in which no credential file may be is left out, with all below it")
    func irrelevant() throws {
        try directory.file("/etc/kubernetes/a.key")
        try directory.file("/etc/kubernetes/pki/b.key")
        try directory.file("/etc/kubernetes/pki/etcd/c.key")
        try directory.file("/etc/kubernetes/manifests/d.key")
        let set = try scan(
            policy(
                trees: ["/etc/kubernetes"],
                [(.privateKey, globs: ["/etc/kubernetes/*.key", "/etc/kubernetes/pki/*.key"])]))
        #expect(
            set.entries.map(\.path) == [
                "/etc/kubernetes", "/etc/kubernetes/a.key", "/etc/kubernetes/pki", "/etc/kubernetes/pki/b.key",
            ])
        #expect(set.entries.map(\.depth) == [2, 0, 1, 0])
    }

    @Test("a link inside the tree protects its target under the target's own name")
    func linkInside() throws {
        try directory.file("/var/lib/kubelet/pki/kubelet-client-2026-11-20.pem")
        try directory.link("/var/lib/kubelet/pki/kubelet-client-current.pem", to: "kubelet-client-2026-11-20.pem")
        let set = try scan(policy(below: ["/var/lib/kubelet"]))
        #expect(files(set) == ["/var/lib/kubelet/pki/kubelet-client-2026-11-20.pem"])
    }

    @Test("a link out of the tree protects its target under the link's name")
    func linkOutside() throws {
        try directory.file("/srv/secret")
        try directory.directory("/etc/kubernetes")
        try directory.link("/etc/kubernetes/ca.key", to: "/srv/secret")
        let set = try scan()
        #expect(files(set) == ["/etc/kubernetes/ca.key"])
        #expect(try set.entries.last?.id == id("/srv/secret"))
    }

    @Test("a projected volume's token is protected through its links")
    func projected() throws {
        let volume = "/var/lib/kubelet/pods/1/token-volume"
        try directory.file(volume + "/..2026/value")
        try directory.link(volume + "/..data", to: "..2026")
        try directory.link(volume + "/token", to: "..data/value")
        #expect(try files(scan(policy(below: ["/var/lib/kubelet/pods"]))) == [volume + "/token"])
    }

    @Test("a linked directory is searched once, and circles end")
    func linkedDirectory() throws {
        try directory.file("/srv/pki/ca.key")
        try directory.directory("/etc/kubernetes")
        try directory.link("/etc/kubernetes/pki", to: "/srv/pki")
        try directory.link("/etc/kubernetes/again", to: "pki")
        try directory.link("/srv/pki/up", to: "/etc/kubernetes")
        #expect(try files(scan()) == ["/etc/kubernetes/again/ca.key"])
    }

    @Test("a link cannot lead the scan out of the host root")
    func escape() throws {
        let outside = try SystemTemporaryDirectory()
        try outside.file("/ca.key")
        try directory.directory("/etc/kubernetes")
        try directory.link("/etc/kubernetes/ca.key", to: outside.path + "/ca.key")
        #expect(try files(scan()) == [])
    }

    @Test("a hard link with a harmless name does not make a key public")
    func hardLink() throws {
        try directory.file("/etc/kubernetes/ca.key")
        let before = try scan()
        try directory.hardLink("/etc/kubernetes/aaa.crt", to: "/etc/kubernetes/ca.key")
        #expect(try scan(after: before).entries == before.entries)
        #expect(try scan().entries == before.entries)
        try directory.hardLink("/etc/kubernetes/aaa.key", to: "/etc/kubernetes/ca.key")
        #expect(try scan(after: before).entries == before.entries)
    }

    @Test("a pipe with a key's name is not opened and not protected")
    func pipe() throws {
        try directory.directory("/etc/kubernetes")
        try systemCall("mkfifo") { mkfifo(directory.path + "/etc/kubernetes/ca.key", 0o600) }
        #expect(try files(scan()) == [])
    }

    @Test("a huge directory is bounded, counted and named")
    func huge() throws {
        for number in 0..<20 { try directory.file("/etc/kubernetes/\(number).key") }
        var limits = ProtectedSetScanner.Limits()
        limits.namesPerDirectory = 5
        let set = try scan(limits: limits)
        #expect(files(set).count <= 5)
        #expect(set.skipped >= 15)
        #expect(set.unprotected.map(\.path) == ["/etc/kubernetes"])
        #expect(set.warnings.contains { $0.contains("/etc/kubernetes were not looked at") })
    }

    @Test("the whole set is bounded, counted and named")
    func full() throws {
        for number in 0..<20 { try directory.file("/etc/kubernetes/\(number).key") }
        var limits = ProtectedSetScanner.Limits()
        limits.entries = 7
        let set = try scan(limits: limits)
        #expect(set.entries.count == 7)
        #expect(set.skipped == 14)
        #expect(set.warnings.count == 1)
        #expect(set.unprotected.count == 14)
        #expect(set.unlisted == 0)
        limits.unprotected = 10
        let cut = try scan(limits: limits)
        #expect(cut.unprotected.count == 10)
        #expect(cut.unlisted == 4)
    }

    @Test("the kernel is asked in batches, and a file it does not show is named")
    func batches() throws {
        for number in 0..<20 { try directory.file("/etc/kubernetes/\(number).key") }
        var limits = ProtectedSetScanner.Limits()
        limits.batch = 8
        var sizes: [Int] = []
        let hidden = try id("/etc/kubernetes/3.key")
        let scanner = ProtectedSetScanner(
            root: try directory.root(), policy: try kubernetes(), limits: limits
        ) { descriptors in
            sizes.append(descriptors.count)
            return try descriptors.map { try statIdentity($0) }.map { $0 == hidden ? nil : $0 }
        }
        let set = try scanner.scan()
        #expect(sizes == [8, 8, 5])
        #expect(files(set).count == 19)
        #expect(set.skipped == 1)
        #expect(set.warnings.first?.hasPrefix("/etc/kubernetes/3.key is not protected") == true)
        #expect(set.unprotected.map(\.path) == ["/etc/kubernetes/3.key"])
        #expect(set.unprotected.map(\.reason) == set.warnings)
    }

    @Test("a kernel that does not answer fails the scan")
    func identityFails() throws {
        try directory.file("/etc/kubernetes/ca.key")
        let scanner = ProtectedSetScanner(root: try directory.root(), policy: try kubernetes()) { _ in
            throw SystemError(call: "bpf", number: EPERM)
        }
        #expect(throws: SystemError(call: "bpf", number: EPERM)) { try scanner.scan() }
    }

    @Test("what cannot be looked into is named and the rest is searched")
    func loop() throws {
        try directory.file("/etc/kubernetes/y.key")
        try directory.link("/etc/kubernetes/x.key", to: "x.key")
        let set = try scan()
        #expect(files(set) == ["/etc/kubernetes/y.key"])
        #expect(set.skipped == 1)
        #expect(set.warnings.first?.hasPrefix("/etc/kubernetes/x.key cannot be looked into (Too many levels") == true)
    }

    @Test("a directory that cannot be looked into is named and the others are searched", .enabled(if: geteuid() != 0))
    func unreadable() throws {
        try directory.file("/etc/kubernetes/a/x.key")
        try directory.file("/etc/kubernetes/b/y.key")
        try systemCall("chmod") { chmod(directory.path + "/etc/kubernetes/a", 0) }
        defer { chmod(directory.path + "/etc/kubernetes/a", 0o700) }
        let set = try scan()
        #expect(files(set) == ["/etc/kubernetes/b/y.key"])
        #expect(set.warnings.count == 1)
        #expect(set.warnings.first?.contains("/etc/kubernetes/a cannot be looked into (Permission denied)") == true)
    }
}

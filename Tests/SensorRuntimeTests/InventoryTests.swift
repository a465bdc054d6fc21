// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import Glibc
import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct InventoryTests {
    private struct RawPath: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        var path_raw: String
    }

    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    private func inventory(_ policy: Policy? = nil, limits: ProtectedSetScanner.Limits = .init()) throws -> Inventory {
        try Inventory(
            root: directory.root(), policy: policy ?? SensorRuntimeTests.policy(below: ["/etc/kubernetes"]),
            limits: limits)
    }

    private func json(_ item: InventoryItem) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(item), as: UTF8.self)
    }

    @Test func `files and watched directories are sorted by path`() throws {
        try directory.file("/etc/kubernetes/pki/ca.key")
        try directory.file("/etc/kubernetes/pki-old/ca.crt")
        try directory.file("/etc/kubernetes/README")
        let found = try inventory()
        #expect(
            found.items.map(\.path.text) == [
                "/etc/kubernetes", "/etc/kubernetes/pki", "/etc/kubernetes/pki-old", "/etc/kubernetes/pki-old/ca.crt",
                "/etc/kubernetes/pki/ca.key",
            ])
        #expect(found.items.map(\.isDirectory) == [true, true, true, false, false])
        #expect(found.items.map(\.depth) == [16, 16, 16, nil, nil])
        #expect(
            found.items.map(\.credential?.credentialClass) == [nil, nil, nil, .certificate, .privateKey])
        #expect(found.items.allSatisfy { $0.isProtected })
        #expect(found.warnings == [])
    }

    @Test func `a file goes by the name that the sensor gives it`() throws {
        try directory.file("/var/lib/kubelet/pki/kubelet-client-1.pem")
        try directory.link("/var/lib/kubelet/pki/kubelet-client-current.pem", to: "kubelet-client-1.pem")
        try directory.file("/srv/outside")
        try directory.link("/var/lib/kubelet/pki/linked.key", to: "/srv/outside")
        try directory.hardLink("/var/lib/kubelet/pki/harmless.crt", to: "/var/lib/kubelet/pki/kubelet-client-1.pem")
        let items = try inventory(policy(below: ["/var/lib/kubelet"])).items.filter { !$0.isDirectory }
        #expect(
            items.map(\.path.text) == [
                "/var/lib/kubelet/pki/kubelet-client-1.pem", "/var/lib/kubelet/pki/linked.key",
            ])
        #expect(items.allSatisfy { $0.credential?.credentialClass == .privateKey })
    }

    @Test func `what no room is left for is listed with the reason`() throws {
        for number in 0..<5 { try directory.file("/etc/kubernetes/\(number).key") }
        var limits = ProtectedSetScanner.Limits()
        limits.entries = 3
        let found = try inventory(limits: limits)
        #expect(found.items.map(\.isProtected) == [true, true, true, false, false, false])
        #expect(found.items.last?.credential?.credentialClass == .privateKey)
        #expect(
            found.items.last?.reason
                == "/etc/kubernetes/4.key is not protected: the limit of 3 is reached. Narrow the profiles.")
        #expect(found.warnings.count == 1)

        limits.unprotected = 1
        let cut = try inventory(limits: limits)
        #expect(cut.items.count == 4)
        #expect(cut.warnings.last?.hasPrefix("2 more names that are not protected are not listed. ") == true)
    }

    @Test func `a directory of which not every name was looked at says so, in one line`() throws {
        for number in 0..<5 { try directory.file("/etc/kubernetes/\(number).key") }
        var limits = ProtectedSetScanner.Limits()
        limits.namesPerDirectory = 4
        let item = try #require(try inventory(limits: limits).items.first)
        #expect(item.path == "/etc/kubernetes")
        #expect(item.depth == 16)
        #expect(item.reason?.contains("/etc/kubernetes were not looked at: over 4") == true)
    }

    @Test func `a link that leads nowhere is listed as what its name says`() throws {
        try directory.directory("/etc/kubernetes")
        try directory.link("/etc/kubernetes/x.key", to: "x.key")
        let item = try #require(try inventory().items.last)
        #expect(item.path == "/etc/kubernetes/x.key")
        #expect(item.credential?.component == "ca")
        #expect(item.reason?.hasPrefix("/etc/kubernetes/x.key cannot be looked into (Too many levels") == true)
    }

    @Test(.enabled(if: geteuid() != 0)) func `a closed directory is listed once, with the reason`() throws {
        try directory.file("/etc/kubernetes/a/x.key")
        try systemCall("chmod") { chmod(directory.path + "/etc/kubernetes/a", 0) }
        defer { chmod(directory.path + "/etc/kubernetes/a", 0o700) }
        let found = try inventory()
        #expect(found.items.map(\.path.text) == ["/etc/kubernetes", "/etc/kubernetes/a"])
        #expect(found.items.map(\.isProtected) == [true, false])
        #expect(found.items.map(\.isDirectory) == [true, true])
        #expect(found.items.last?.reason.map { [$0] } == found.warnings)
    }

    @Test func `a hostile name stays on one line and loses nothing`() throws {
        try directory.file("/etc/kubernetes/a\nb\u{202E}.key")
        try directory.directory("/etc/kubernetes/pki")
        try directory.file(bytes: Array("/etc/kubernetes/pki/".utf8) + [0xFF] + Array(".key".utf8))
        let items = try inventory().items.filter { !$0.isDirectory }
        #expect(
            items.map(\.path.text) == [#"/etc/kubernetes/a\x0ab\xe2\x80\xae.key"#, #"/etc/kubernetes/pki/\xff.key"#])
        #expect(items.map(\.isProtected) == [true, false])
        #expect(items.last?.credential?.credentialClass == .privateKey)
        for item in items {
            let line = try json(item)
            #expect(!line.contains("\n"))
            let raw = try JSONDecoder().decode(RawPath.self, from: Data(line.utf8)).path_raw
            #expect(Data(base64Encoded: raw).map(Array.init) == item.path.raw)
        }
    }

    @Test func `a name that is not UTF-8 and no profile knows leaves its directory in doubt`() throws {
        try directory.directory("/etc/kubernetes")
        try directory.file(bytes: Array("/etc/kubernetes/".utf8) + [0xFF])
        let items = try inventory().items
        #expect(items.map(\.path.text) == ["/etc/kubernetes"])
        #expect(items.first?.reason?.hasPrefix("1 names in /etc/kubernetes were not looked at") == true)
    }

    @Test func `a line has the keys that its kind has`() throws {
        try directory.file("/etc/kubernetes/ca.crt")
        let items = try inventory().items
        #expect(
            try items.map(json) == [
                #"{"depth":16,"directory":true,"path":"/etc/kubernetes","protected":true,"#
                    + #""schema":"keyward.inventory/1"}"#,
                #"{"allow":[],"class":"certificate","component":"ca","path":"/etc/kubernetes/ca.crt","#
                    + #""profile":"test","protected":true,"schema":"keyward.inventory/1"}"#,
            ])
    }

    @Test func `where nothing is, nothing is listed`() throws {
        #expect(try inventory() == Inventory(ProtectedSet(), policy: policy(below: ["/etc/kubernetes"])))
    }
}

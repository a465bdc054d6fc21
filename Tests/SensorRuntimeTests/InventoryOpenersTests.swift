// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct InventoryOpenersTests {
    private static let kubelet = AllowEntry(
        name: "kubelet", exe: ["/usr/bin/kubelet"], access: [.read, .rename], reason: "its own")
    private static let apiServer = AllowEntry(
        name: "api", exe: ["/usr/local/bin/api"], staticPod: "api", access: .read, reason: "serves")

    private func profile(_ name: String, _ openers: [AllowEntry], _ files: [ProfileFile]) -> PathProfile {
        PathProfile(name: name, description: "", detect: [], trees: ["/etc"], openers: openers, files: files)
    }

    private func names(_ path: KernelString, _ policy: Policy) throws -> [String] {
        let file = try #require(policy.classify(path))
        return try InventoryOpeners(policy).openers(of: path, as: file).map {
            ($0.profile.map { $0 + "/" } ?? "") + $0.entry.name
        }
    }

    @Test func `the first entry of a profile that matches says who, and nobody else is named`() throws {
        let policy = try Policy(profiles: [
            profile(
                "one", [Self.kubelet, Self.apiServer],
                [
                    .init(paths: ["/etc/ca.key"], credentialClass: .privateKey, component: "ca", allow: ["api"]),
                    .init(
                        paths: ["/etc/*.pem", "/etc/*.key"], credentialClass: .privateKey, component: "any",
                        allow: ["api", "kubelet"]),
                    .init(paths: ["/etc/**"], credentialClass: .token, component: "rest", allow: []),
                ])
        ])
        #expect(try names("/etc/ca.key", policy) == ["one/api"])
        #expect(try names("/etc/other.key", policy) == ["one/kubelet", "one/api"])
        #expect(try names("/etc/a/b", policy) == [])
    }

    @Test func `each profile that knows the file adds its openers, unless it takes a secret for public`() throws {
        let policy = try Policy(profiles: [
            profile(
                "one", [Self.kubelet],
                [.init(paths: ["/etc/*.key"], credentialClass: .privateKey, component: "a", allow: ["kubelet"])]),
            profile(
                "two", [Self.apiServer],
                [.init(paths: ["/etc/**"], credentialClass: .kubeconfig, component: "b", allow: ["api"])]),
            profile(
                "three", [Self.apiServer],
                [.init(paths: ["/etc/ca.*"], credentialClass: .certificate, component: "c", allow: ["api"])]),
        ])
        #expect(try names("/etc/ca.key", policy) == ["one/kubelet", "two/api"])
        #expect(try names("/etc/x", policy) == ["two/api"])
    }

    @Test func `an entry of the configuration is named for the files that it selects`() throws {
        var backup = AllowEntry(name: "backup", unit: ["backup.service"], access: .read, reason: "nightly")
        let kinds = [
            profile(
                "one", [],
                [
                    .init(paths: ["/etc/*.key"], credentialClass: .privateKey, component: "ca", allow: []),
                    .init(paths: ["/etc/*.crt"], credentialClass: .certificate, component: "ca", allow: []),
                ])
        ]
        #expect(try names("/etc/a.key", Policy(profiles: kinds, allow: [backup])) == ["backup"])
        backup.files = FileSelection(paths: ["/etc/{a,b}.*"], classes: [.privateKey], components: ["ca"])
        let policy = try Policy(profiles: kinds, allow: [backup])
        #expect(try names("/etc/a.key", policy) == ["backup"])
        #expect(try names("/etc/a.crt", policy) == [])
        #expect(try names("/etc/c.key", policy) == [])
        backup.files.components = ["etcd"]
        #expect(try names("/etc/a.key", Policy(profiles: kinds, allow: [backup])) == [])
    }

    @Test func `an opener is told by what it states`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = { String(decoding: try encoder.encode($0 as InventoryOpener), as: UTF8.self) }
        #expect(
            try text(InventoryOpener(Self.apiServer, profile: "one"))
                == #"{"access":["read"],"exe":["/usr/local/bin/api"],"name":"api","profile":"one","#
                + #""reason":"serves","static_pod":"api"}"#)
        let full = AllowEntry(
            name: "all", exe: ["/e"], parentExe: ["/p"], unit: ["u"], image: ["i"], namespace: ["n"], pod: ["p"],
            uid: [0], loginUID: [.max], access: [.read, .write, .rename, .link], reason: "r",
            expires: WallTime(nanoseconds: 0))
        #expect(
            try text(InventoryOpener(full))
                == #"{"access":["read","write","rename","link"],"exe":["/e"],"expires":"1970-01-01T00:00:00.000000000Z","#
                + #""image":["i"],"loginuid":[4294967295],"name":"all","namespace":["n"],"parent_exe":["/p"],"#
                + #""pod":["p"],"reason":"r","uid":[0],"unit":["u"]}"#)
    }
}

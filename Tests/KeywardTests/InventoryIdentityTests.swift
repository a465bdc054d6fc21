// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `keyward inventory` on a root with true key material.
@Suite struct InventoryIdentityTests {
    let node: NodeRoot
    let secrets: NodeSecrets

    init() throws {
        node = try NodeRoot()
        secrets = try NodeSecrets(below: node.path)
    }

    private func inventory(_ arguments: String...) throws -> KeywardProcess.Outcome {
        try KeywardProcess(["inventory", "--root", node.path] + arguments).finish()
    }

    @Test func `each line says whose the file is, what its holder can do and how long`() throws {
        let run = try inventory("-o", "json")
        #expect(run.status == 0 && run.error == "")
        let lines = try InventoryLines(run.output)
        func identity(_ path: String) throws -> [String: Any] {
            try #require(lines[path]?["identity"] as? [String: Any])
        }
        let admin = try identity(NodeSecrets.admin)
        #expect(admin["kind"] as? String == "certificate" && admin["by"] as? String == "kubeconfig")
        #expect(admin["user"] as? String == "kubernetes-admin" && admin["groups"] as? [String] == ["system:masters"])
        #expect((admin["credential_id"] as? String)?.hasPrefix("X509SHA256=") == true)
        #expect(lines[NodeSecrets.admin]?["days_left"] as? Int == 364)
        #expect((lines[NodeSecrets.admin]?["can"] as? [String])?.count == 1)
        let key = try identity("/etc/kubernetes/pki/ca.key")
        #expect(key["kind"] as? String == "authority" && key["path"] as? String == "/etc/kubernetes/pki/ca.crt")
        #expect(lines["/etc/kubernetes/pki/ca.crt"]?["can"] == nil)
        #expect(try identity("/etc/kubernetes/pki/sa.key")["kind"] as? String == "service-account-key")
        #expect(
            try identity("/etc/kubernetes/pki/sa.pub")["problem"] as? String == "it is a public key, no certificate")
    }

    @Test func `the table has a column for it`() throws {
        let text = try inventory().output
        let row = try #require(text.split(separator: "\n").first { $0.hasSuffix(NodeSecrets.kubelet) })
        #expect(row.contains(" O=system:nodes, CN=system:node:node-a ") && row.contains(" 364 d "))
        #expect(text.contains("authority CN=kubernetes"))
    }

    @Test func `for names alone there is no identity`() throws {
        let lines = try InventoryLines(try inventory("--names", "-o", "json").output)
        #expect(!lines.objects.isEmpty && lines.objects.allSatisfy { $0["identity"] == nil && $0["can"] == nil })
    }

    @Test func `no key, and nothing secret, is opened or printed`() throws {
        let watch = inotify_init1(Int32(IN_NONBLOCK))
        defer { close(watch) }
        let pki = node.path + "/etc/kubernetes/pki"
        let keys = try FileManager.default.subpathsOfDirectory(atPath: pki).filter { $0.hasSuffix(".key") }
        #expect(keys.count == 8)
        for key in keys { #expect(inotify_add_watch(watch, "\(pki)/\(key)", UInt32(IN_OPEN | IN_ACCESS)) > 0) }
        let runs = [try inventory(), try inventory("-o", "json")]
        var events = [UInt8](repeating: 0, count: 4096)
        #expect(read(watch, &events, events.count) == -1)
        for run in runs {
            let leaks = secrets.leaks(in: run.output + run.error)
            #expect(leaks.isEmpty)
        }
    }
}

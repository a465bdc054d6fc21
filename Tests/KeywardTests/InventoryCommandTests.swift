// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite struct InventoryCommandTests {
    private func inventory(_ node: NodeRoot, _ arguments: String...) throws -> KeywardProcess.Outcome {
        try KeywardProcess(["inventory", "--root", node.path] + arguments).finish()
    }

    @Test func `a control plane's credential files are listed, one an object, and nothing else`() throws {
        let run = try inventory(NodeRoot.controlPlane(), "-o", "json")
        #expect(run.status == 0)
        #expect(run.error == "")
        let lines = try InventoryLines(run.output)
        #expect(lines.paths == NodeRoot.credentials.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(lines.objects.allSatisfy { $0["protected"] as? Bool == true && $0["reason"] == nil })
    }

    @Test func `each says what it is and who may open it`() throws {
        let lines = try InventoryLines(try inventory(NodeRoot.controlPlane(), "-o", "json").output)
        let key = try #require(lines["/etc/kubernetes/pki/ca.key"])
        #expect(key["class"] as? String == "private-key")
        #expect(key["component"] as? String == "ca")
        #expect(key["profile"] as? String == "kubeadm")
        #expect(
            lines.openers("/etc/kubernetes/pki/ca.key") == [
                "kube-controller-manager", "kube-controller-manager-host", "kubeadm", "kube-controller-manager-mounts",
            ])
        let manager = try #require((key["allow"] as? [[String: Any]])?.first)
        #expect(manager["exe"] as? [String] == ["/usr/local/bin/kube-controller-manager"])
        #expect(manager["static_pod"] as? String == "kube-controller-manager")
        #expect(manager["access"] as? [String] == ["read"])
        #expect(manager["profile"] as? String == "kubeadm")
        #expect(lines["/etc/kubernetes/pki/sa.pub"]?["class"] as? String == "certificate")
        #expect(lines["/etc/kubernetes/kubelet.conf"]?["profile"] as? String == "kubelet")
        #expect(lines.openers("/etc/kubernetes/kubelet.conf") == ["kubelet", "kubeadm"])
    }

    @Test func `a file with several names is one line`() throws {
        let node = try NodeRoot.controlPlane()
        try node.hardLink("/etc/kubernetes/pki/apiserver-harmless.crt", to: "/etc/kubernetes/pki/ca.key")
        let lines = try InventoryLines(try inventory(node, "-o", "json").output)
        #expect(lines.objects.count == NodeRoot.credentials.count)
        #expect(lines["/etc/kubernetes/pki/ca.key"]?["class"] as? String == "private-key")
    }

    @Test func `the table says the same for people`() throws {
        let run = try inventory(NodeRoot.controlPlane())
        #expect(run.status == 0)
        #expect(run.error == "")
        let lines = run.output.split(separator: "\n")
        let heading = try #require(lines.first)
        #expect(heading.split(separator: " ") == ["CLASS", "COMPONENT", "PROFILE", "IDENTITY", "LEFT", "PATH"])
        let column = heading.distance(from: heading.startIndex, to: try #require(heading.range(of: "PATH")).lowerBound)
        let rows = lines.dropFirst().dropLast()
        #expect(rows.map { $0.dropFirst(column) }.sorted() == NodeRoot.credentials.map { $0[...] }.sorted())
        #expect(
            lines.contains {
                $0.split(separator: " ") == [
                    "private-key", "ca", "kubeadm", "authority", "-", "/etc/kubernetes/pki/ca.key",
                ]
            })
        #expect(
            lines.last == "files protected: 30 (13 private-key, 5 kubeconfig, 12 certificate); not protected: 0")
    }

    @Test func `the watched directories are listed where asked for`() throws {
        let node = try NodeRoot.controlPlane()
        let lines = try InventoryLines(try inventory(node, "--directories", "-o", "json").output)
        #expect(lines.objects.count > NodeRoot.credentials.count)
        let folder = try #require(lines["/etc/kubernetes/pki"])
        #expect(folder["directory"] as? Bool == true)
        #expect(folder["depth"] as? Int == 16)
        #expect(folder["protected"] as? Bool == true)
        #expect(lines["/etc/kubernetes/manifests"] == nil)
        #expect(try inventory(node, "--directories").output.contains("/var/lib/kubelet  (16 levels)\n"))
    }

    @Test func `what cannot be followed is listed with the reason, which is also on standard error`() throws {
        let node = try NodeRoot.controlPlane()
        try node.link("/etc/kubernetes/pki/loop.key", to: "loop.key")
        let run = try inventory(node, "-o", "json")
        #expect(run.status == 0)
        let line = try #require(try InventoryLines(run.output)["/etc/kubernetes/pki/loop.key"])
        #expect(line["protected"] as? Bool == false)
        #expect(line["class"] as? String == "private-key")
        #expect(run.sentences == [try #require(line["reason"] as? String)])
        let text = try inventory(node)
        #expect(text.output.contains("/etc/kubernetes/pki/loop.key  (not protected)\n"))
        #expect(text.output.hasSuffix("; not protected: 1\n"))
        #expect(text.sentences == run.sentences)
    }

    @Test(.enabled(if: geteuid() != 0)) func `a closed folder is listed and told with the fix`() throws {
        let node = try NodeRoot.controlPlane()
        let closed = node.path + "/etc/kubernetes/pki/etcd"
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
        let run = try inventory(node, "-o", "json")
        #expect(run.status == 0)
        let lines = try InventoryLines(run.output)
        #expect(lines.objects.count == NodeRoot.credentials.count { !$0.contains("/etcd/") } + 1)
        #expect(lines["/etc/kubernetes/pki/etcd"]?["protected"] as? Bool == false)
        #expect(lines["/etc/kubernetes/pki/etcd"]?["directory"] as? Bool == true)
        #expect(run.sentences.count == 1)
        #expect(run.sentences.first?.contains("Run keyward as root or with CAP_DAC_READ_SEARCH.") == true)
    }

    @Test func `a hostile name stays on one line and loses nothing`() throws {
        let node = try NodeRoot.controlPlane()
        let names: [[UInt8]] = [Array("a\nb\u{1B}[2J.key".utf8), [0xFF] + Array(".key".utf8)]
        for name in names { try node.file(named: name, in: "/etc/kubernetes/pki") }
        let run = try inventory(node, "-o", "json")
        let lines = try InventoryLines(run.output)
        #expect(lines.objects.count == NodeRoot.credentials.count + 2)
        let raw = lines.objects.compactMap { ($0["path_raw"] as? String).flatMap { Data(base64Encoded: $0) } }
        #expect(raw == names.map { Data(Array("/etc/kubernetes/pki/".utf8) + $0) })
        #expect(lines[#"/etc/kubernetes/pki/a\x0ab\x1b[2J.key"#]?["protected"] as? Bool == true)
        #expect(lines[#"/etc/kubernetes/pki/\xff.key"#]?["protected"] as? Bool == false)
        let text = try inventory(node)
        for output in [run.output, run.error, text.output, text.error] {
            #expect(!output.utf8.contains(0x1B))
            #expect(!output.split(separator: "\n").contains { $0.hasPrefix("b") })
        }
    }
}

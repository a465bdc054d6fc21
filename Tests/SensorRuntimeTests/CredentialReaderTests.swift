// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc
import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite struct CredentialReaderTests {
    private let pki = "/etc/kubernetes/pki"
    let node: CredentialNode

    init() throws {
        node = try CredentialNode()
    }

    private func one(_ path: String) throws -> Credential {
        let found = try node.read(path)
        #expect(found.count == 1, "\(path)")
        return try #require(found.first)
    }

    @Test func `a key goes by the certificate beside it`() throws {
        let key = try one("\(pki)/apiserver-kubelet-client.key")
        #expect(key.kind == .certificate && key.evidence == .stem)
        #expect(key.subject == "O=kubeadm:cluster-admins, CN=kube-apiserver-kubelet-client")
        #expect(key.user == "kube-apiserver-kubelet-client" && key.groups == ["kubeadm:cluster-admins"])
        #expect(key.source == KernelString("\(pki)/apiserver-kubelet-client.crt") && key.serial == "1f")
        #expect(key.issuer == "CN=kubernetes" && key.usages == ["client"] && key.component == "apiserver")
        #expect(key.credentialID?.hasPrefix("X509SHA256=") == true && key.notAfter != nil)
        let authority = try one("\(pki)/etcd/ca.key")
        #expect(authority.kind == .authority && authority.subject == "CN=etcd-ca" && authority.component == "etcd-ca")
        #expect(try one("\(pki)/sa.key") == signingKey)
    }

    private var signingKey: Credential {
        var key = Credential(kind: .serviceAccountKey, evidence: .path)
        key.component = "service-account"
        return key
    }

    @Test func `kubeconfigs, their references and combined files say whose they are`() throws {
        let admin = try one(NodeSecrets.admin)
        #expect(admin.groups == ["system:masters"] && admin.user == "kubernetes-admin" && admin.evidence == .kubeconfig)
        #expect(CredentialPowers.of(admin).first?.hasPrefix("do everything in the cluster; no RBAC") == true)
        let kubelet = try one(NodeSecrets.kubelet)
        #expect(kubelet.user == "system:node:node-a" && kubelet.evidence == .kubeconfig)
        #expect(kubelet.source == "/var/lib/kubelet/pki/kubelet-client-current.pem")
        let combined = try one(NodeSecrets.kubeletClient)
        #expect(combined.credentialID == kubelet.credentialID && combined.evidence == .file)
        #expect(try one(NodeSecrets.bootstrap).user == "system:bootstrap:abcdef")
        #expect(try one(NodeSecrets.token).credentialID == "JTI=5b2f-1")
    }

    @Test func `no private key alone is opened, whatever leads to it`() throws {
        try node.directory.link("\(pki)/harmless.crt", to: "ca.key")
        try node.directory.link("\(pki)/x.crt", to: "ca.key")
        try node.directory.file("\(pki)/x.key", "x")
        try node.secrets.write(
            "/etc/kubernetes/scheduler.conf", "users:\n- name: a\n  user: {client-certificate: pki/ca.key}\n")
        for entry in try node.scan().entries where entry.kind == .file { _ = try node.read(entry.path) }
        #expect(try one("\(pki)/harmless.crt").problem == "it is a private key, which is not opened")
        #expect(try one("\(pki)/x.key").problem?.hasPrefix("of \(pki)/x.crt: it is a private key") == true)
        #expect(try one("/etc/kubernetes/scheduler.conf").problem == "it is a private key, which is not opened")
        #expect(node.opened.contains(NodeSecrets.kubeletClient) && node.opened.contains("\(pki)/ca.crt"))
        #expect(node.opened.filter { $0.contains(".key") } == [])
    }

    @Test func `what is planted neither hangs nor leads out nor goes unsaid`() throws {
        try systemCall("mkfifo") { mkfifo(node.directory.path + "\(pki)/fifo.crt", 0o600) }
        try node.directory.link("\(pki)/a.crt", to: "fifo.crt")
        try node.directory.link("\(pki)/b.crt", to: "/dev/zero")
        try node.directory.link("\(pki)/c.crt", to: "../../../../../../etc/hostname")
        try node.directory.file("\(pki)/d.crt", String(repeating: "x", count: CredentialContent.maximumSize + 1))
        try node.directory.file("\(pki)/e.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n")
        let problems = try ["a", "b", "c", "d", "e"].map { try one("\(pki)/\($0).crt").problem ?? "" }
        #expect(
            problems == [
                "it is no regular file", "it cannot be read: No such file or directory",
                "it cannot be read: No such file or directory", "it is larger than 1048576 bytes",
                "its certificate cannot be read: a length in its DER is none",
            ])
        for text in ["", "{", "[]", "users: 7", "users: [{user: {exec: {command: aws}}}]", "a: &x [*x]"] {
            try node.secrets.write("/etc/kubernetes/scheduler.conf", text)
            #expect(try one("/etc/kubernetes/scheduler.conf").problem != nil, "\(text)")
        }
    }

    @Test func `of several users the current context's comes first`() throws {
        try node.secrets.write(
            "/etc/kubernetes/admin.conf",
            """
            {"current-context":"b","contexts":[{"name":"b","context":{"user":"two"}}],
            "users":[{"name":"one","user":{"token":"\(TokenText.legacy)"}},
            {"name":"two","user":{"tokenFile":"\(NodeSecrets.token)"}}]}
            """)
        let found = try node.read(NodeSecrets.admin)
        #expect(found.map(\.kind) == [.token, .legacyToken])
        #expect(found.first?.source == KernelString(NodeSecrets.token))
    }

    @Test func `a key far from its certificate goes by a component's flags`() throws {
        try node.directory.move("\(pki)/front-proxy-client.crt", "\(pki)/elsewhere.crt")
        let line = [
            "kube-apiserver", "--proxy-client-key-file=\(pki)/front-proxy-client.key", "--proxy-client-cert-file",
            "\(pki)/elsewhere.crt", "--service-account-signing-key-file=\(pki)/signer.key",
        ]
        try node.directory.file("\(pki)/signer.key", "x")
        try node.directory.file("/proc/7/cmdline", line.joined(separator: "\0") + "\0")
        let reader = node.reader(procfs: node.directory.path + "/proc")
        func read(_ path: String) throws -> Credential? {
            reader.read(path, as: try #require(node.policy.classify(path))).credentials.first
        }
        // Only root's command lines are believed.
        guard geteuid() == 0 else { return }
        let key = try read("\(pki)/front-proxy-client.key")
        #expect(key?.evidence == .flags && key?.user == "front-proxy-client")
        #expect(try read("\(pki)/signer.key")?.kind == .serviceAccountKey)
    }

    @Test func `certificates are looked for where tools put them`() {
        #expect(PairedCertificate.candidates(of: "/a/x.key").first == "/a/x.crt")
        #expect(PairedCertificate.candidates(of: "/a/ca.key.bak").first == "/a/ca.crt.bak")
        #expect(PairedCertificate.candidates(of: "/a/x-key.pem").contains("/a/x.pem"))
        #expect(PairedCertificate.candidates(of: "/a/key.pem").contains("/a/cert.pem"))
        #expect(PairedCertificate.candidates(of: "/a.b/tls.key").contains("/a.b/tls.crt"))
        for path in ["/a/x.key", "/a/x.key.pem", "/a/x-key.pem", "/a/key.pem", "/a/.key", "/a/x.key.key", "key", ""] {
            #expect(!PairedCertificate.candidates(of: path).contains { CredentialForm.isBareKey($0) || $0 == path })
        }
    }
}

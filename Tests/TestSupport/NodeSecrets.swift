// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The credential files of a kubeadm node with true key material, made by openssl(1), below a directory that is given.
package final class NodeSecrets {
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let root: String
    /// Pieces of what is secret in the files: none of them may ever be in an output.
    package private(set) var pieces: [String] = [TokenText.signature, "0123456789abcdef"]

    package static let admin = "/etc/kubernetes/admin.conf"
    package static let kubelet = "/etc/kubernetes/kubelet.conf"
    package static let bootstrap = "/etc/kubernetes/bootstrap-kubelet.conf"
    package static let kubeletClient = "/var/lib/kubelet/pki/kubelet-client-2026-11-20-14-03-22.pem"
    package static let token = "/var/lib/kubelet/pods/p/volumes/kubernetes.io~projected/kube-api-access-1/token"

    package init(below root: String) throws {
        self.root = root
        for directory in [
            "etc/kubernetes/pki/etcd", "var/lib/kubelet/pki", (Self.token as NSString).deletingLastPathComponent,
        ] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(directory)", withIntermediateDirectories: true)
        }
        let pki = "/etc/kubernetes/pki"
        try authority("\(pki)/ca", "/CN=kubernetes")
        try authority("\(pki)/front-proxy-ca", "/CN=front-proxy-ca")
        try authority("\(pki)/etcd/ca", "/CN=etcd-ca")
        try leaf("\(pki)/apiserver", "/CN=kube-apiserver", by: "\(pki)/ca", usage: "serverAuth")
        try leaf(
            "\(pki)/apiserver-kubelet-client", "/O=kubeadm:cluster-admins/CN=kube-apiserver-kubelet-client",
            by: "\(pki)/ca")
        try leaf("\(pki)/front-proxy-client", "/CN=front-proxy-client", by: "\(pki)/front-proxy-ca")
        try leaf("\(pki)/etcd/server", "/CN=node-a", by: "\(pki)/etcd/ca", usage: "serverAuth,clientAuth")
        try openssl(["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path("\(pki)/sa.key")])
        try openssl(["ec", "-in", path("\(pki)/sa.key"), "-pubout", "-out", path("\(pki)/sa.pub")])
        try leaf("/admin", "/O=system:masters/CN=kubernetes-admin", by: "\(pki)/ca")
        try leaf("/node", "/O=system:nodes/CN=system:node:node-a", by: "\(pki)/ca")
        try write(Self.kubeletClient, text("/node.crt") + text("/node.key"))
        try FileManager.default.createSymbolicLink(
            atPath: path("/var/lib/kubelet/pki/kubelet-client-current.pem"), withDestinationPath: Self.kubeletClient)
        try write(
            Self.admin,
            kubeconfig(
                "client-certificate-data: \(base64("/admin.crt"))\n    client-key-data: \(base64("/admin.key"))"))
        let current = "/var/lib/kubelet/pki/kubelet-client-current.pem"
        try write(Self.kubelet, kubeconfig("client-certificate: \(current)\n    client-key: \(current)"))
        try write(Self.bootstrap, kubeconfig("token: abcdef.0123456789abcdef"))
        try write(Self.token, TokenText.bound)
        for key in try keys() { try takePieces(of: key) }
        for name in ["/admin.crt", "/admin.key", "/node.crt", "/node.key"] {
            try FileManager.default.removeItem(atPath: path(name))
        }
    }

    package func path(_ hostPath: String) -> String { root + hostPath }

    package func text(_ hostPath: String) throws -> String {
        try String(contentsOfFile: path(hostPath), encoding: .utf8)
    }

    package func write(_ hostPath: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(hostPath)))
    }

    /// Which of the secret pieces a text holds.
    package func leaks(in text: String) -> [String] { pieces.filter { text.contains($0) } }

    private func keys() throws -> [String] {
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".key") }.map { "/" + $0 }
    }

    /// The middle of each line of a key, and the same in the base64 of the whole.
    private func takePieces(of key: String) throws {
        let lines = try text(key).split(separator: "\n").filter { !$0.hasPrefix("-") && $0.count > 40 }
        pieces += lines.map { String($0.dropFirst(8).prefix(24)) }
        let whole = try base64(key)
        for start in stride(from: 120, to: whole.count - 40, by: 64) {
            pieces.append(String(whole.dropFirst(start).prefix(24)))
        }
    }

    private func base64(_ hostPath: String) throws -> String { Data(try text(hostPath).utf8).base64EncodedString() }

    private func kubeconfig(_ user: String) -> String {
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: kubernetes
          cluster:
            server: https://10.0.0.1:6443
        contexts:
        - name: here
          context:
            cluster: kubernetes
            user: someone
        current-context: here
        users:
        - name: someone
          user:
            \(user)

        """
    }

    private func authority(_ name: String, _ subject: String) throws {
        try openssl(
            ["req", "-x509", "-nodes", "-subj", subject, "-days", "3650", "-keyout", path("\(name).key")] + newKey
                + ["-out", path("\(name).crt")])
    }

    private func leaf(_ name: String, _ subject: String, by authority: String, usage: String = "clientAuth") throws {
        let extensions = path("/extensions")
        let names = usage.contains("serverAuth") ? "subjectAltName=DNS:kubernetes.default.svc,IP:10.0.0.1\n" : ""
        try Data("extendedKeyUsage=\(usage)\n\(names)".utf8).write(to: URL(filePath: extensions))
        let request = path("/request")
        try openssl(
            ["req", "-new", "-nodes", "-subj", subject, "-keyout", path("\(name).key")] + newKey + ["-out", request])
        try openssl([
            "x509", "-req", "-in", request, "-CA", path("\(authority).crt"), "-CAkey", path("\(authority).key"),
            "-set_serial", "0x1f", "-days", "365", "-extfile", extensions, "-out", path("\(name).crt"),
        ])
        for scratch in [extensions, request] { try FileManager.default.removeItem(atPath: scratch) }
    }

    private var newKey: [String] { ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "openssl \(arguments): \(String(decoding: said, as: UTF8.self))")
        }
    }
}

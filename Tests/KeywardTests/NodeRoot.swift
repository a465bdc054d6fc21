// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A host's root as kubeadm leaves one, in a directory of its own that goes with it.
final class NodeRoot {
    let url: URL
    var path: String { url.path }

    /// Of a control plane; the kubelet's current certificate is a link, as the kubelet makes it.
    static let credentials =
        ["admin", "controller-manager", "kubelet", "scheduler", "super-admin"].map { "/etc/kubernetes/\($0).conf" }
        + ["apiserver", "apiserver-etcd-client", "apiserver-kubelet-client", "ca"].flatMap(pair)
        + ["etcd/ca", "etcd/healthcheck-client", "etcd/peer", "etcd/server"].flatMap(pair)
        + ["front-proxy-ca", "front-proxy-client"].flatMap(pair)
        + ["/etc/kubernetes/pki/sa.key", "/etc/kubernetes/pki/sa.pub"]
        + ["kubelet-client-2026-11-20-14-03-22.pem", "kubelet.crt", "kubelet.key"].map { "/var/lib/kubelet/pki/\($0)" }

    private static let others = [
        "/etc/kubernetes/manifests/kube-apiserver.yaml", "/etc/kubernetes/pki/README", "/var/lib/kubelet/config.yaml",
    ]

    private static func pair(_ name: String) -> [String] {
        [".crt", ".key"].map { "/etc/kubernetes/pki/" + name + $0 }
    }

    /// Nothing in it.
    init() throws {
        url = try KeywardProcess.temporaryDirectory()
    }

    static func controlPlane() throws -> NodeRoot {
        let node = try NodeRoot()
        for path in credentials + others { try node.file(path) }
        try node.link(
            "/var/lib/kubelet/pki/kubelet-client-current.pem",
            to: "/var/lib/kubelet/pki/kubelet-client-2026-11-20-14-03-22.pem")
        return node
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func file(_ hostPath: String) throws {
        let file = url.appending(path: hostPath)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: file)
    }

    /// Makes an empty file whose name need not be UTF-8, in a directory that exists.
    func file(named name: [UInt8], in hostPath: String) throws {
        let bytes = Array("\(path)\(hostPath)/".utf8) + name + [0]
        let descriptor = open(bytes.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        close(descriptor)
    }

    func link(_ hostPath: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + hostPath, withDestinationPath: target)
    }

    func hardLink(_ hostPath: String, to target: String) throws {
        try FileManager.default.linkItem(atPath: path + target, toPath: path + hostPath)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents

/// A small policy with one of everything the tests of it need.
enum PolicySample {
    static let kubelet = AllowEntry(
        name: "kubelet", exe: ["/usr/bin/kubelet"], access: [.read, .write, .rename],
        reason: "its own identity")
    static let etcd = AllowEntry(
        name: "etcd", exe: ["/usr/local/bin/etcd"], staticPod: "etcd", access: .read,
        reason: "serves with it")
    static let kubeadm = AllowEntry(
        name: "kubeadm", exe: ["/usr/bin/kubeadm"], access: [.read, .write, .rename],
        reason: "makes and renews them")

    static let control = PathProfile(
        name: "control", description: "a control plane", detect: ["/etc/kubernetes/pki"],
        trees: ["/etc/kubernetes"],
        openers: [kubelet, etcd, kubeadm],
        files: [
            ProfileFile(
                paths: ["/etc/kubernetes/pki/ca.key"], credentialClass: .privateKey, component: "ca",
                allow: ["kubeadm"]),
            ProfileFile(
                paths: ["/etc/kubernetes/pki/etcd/*.key"], credentialClass: .privateKey, component: "etcd",
                allow: ["etcd", "kubeadm"]),
            ProfileFile(
                paths: ["/etc/kubernetes/pki/**/*.crt"], credentialClass: .certificate, component: "ca",
                allow: ["etcd", "kubelet", "kubeadm"]),
        ])
    static let node = PathProfile(
        name: "node", description: "a node", detect: ["/var/lib/kubelet"], trees: ["/var/lib/kubelet"],
        openers: [kubelet],
        files: [
            ProfileFile(
                paths: ["/var/lib/kubelet/pki/{kubelet.key,kubelet-client-*.pem}"],
                credentialClass: .privateKey,
                component: "kubelet", allow: ["kubelet"])
        ])

    static func policy(allow: [AllowEntry] = []) throws -> Policy {
        try Policy(profiles: [control, node], allow: allow)
    }
}

extension FileEvent {
    /// The same event by another executable of the host, whose file was verified.
    func by(_ path: String) -> FileEvent {
        var event = self
        event.process.exe.path = KernelString(path)
        event.process.exe.verifiedHostPath = path
        return event
    }

    /// The same event by an executable in a container of a pod.
    func by(_ path: String, inPod pod: String, uid: String, namespace: String = "kube-system")
        -> FileEvent
    {
        var event = self
        event.process.exe.path = KernelString(path)
        event.process.exe.verifiedHostPath = nil
        event.process.exe.inHostMountNamespace = false
        event.workload = Workload(
            cgroup: "/kubepods/pod\(uid)/x", unit: nil, containerID: String(repeating: "ab", count: 32),
            podUID: uid,
            namespace: namespace, pod: pod, image: "registry.k8s.io/etcd:3.6")
        return event
    }

    /// The same file renamed instead of opened.
    func renaming(_ old: String, to new: String, credential: String, replaced: InodeID? = nil)
        -> FileEvent
    {
        var event = self
        event.access = FileAccess(kind: .rename, flags: 0)
        event.file.pathname = KernelString(credential)
        event.file.openedAs = nil
        event.file.oldPath = KernelString(old)
        event.file.newPath = KernelString(new)
        event.file.replaced = replaced
        return event
    }
}

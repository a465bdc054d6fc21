// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime
import TestSupport
import Testing

/// What kubeadm's static pods are started with (kubeadm app/phases/controlplane/volumes.go, app/phases/etcd/local.go).
@Suite struct ProfileMountTests {
    /// By runc, which runs from a memfd and in the pod's cgroup already.
    func allowed(_ pod: String, _ path: String, isDirectory: Bool = true) throws -> Bool {
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        var event = FileEvents.theft(of: path)
        event.access = FileAccess(kind: .mount, flags: 0x5000)
        event.file.isDirectory = isDirectory
        event.file.mounted = .of
        event.process.exe = ExecutableFacts(
            path: "/memfd:runc_cloned:/proc/self/exe", id: event.process.exe.id, inHostMountNamespace: false,
            memfd: true, identity: .exec)
        event.workload = Workload(
            cgroup: "/kubepods/x", containerID: String(repeating: "d", count: 64),
            podUID: ProfileLibraryTests.staticUID,
            namespace: "kube-system", pod: "\(pod)-cp1")
        return try #require(policy.judge(event), "\(path) is nothing to the policy").allow.isAllowed
    }

    @Test(arguments: [
        ("kube-apiserver", "/etc/kubernetes/pki"), ("kube-controller-manager", "/etc/kubernetes/pki"),
        ("etcd", "/etc/kubernetes/pki/etcd"), ("etcd", "/var/lib/etcd"),
    ])
    func `a static pod is started with the directories that kubeadm mounts`(pod: String, path: String) throws {
        #expect(try allowed(pod, path))
        #expect(try !allowed("other", path))
    }

    @Test(arguments: [("kube-controller-manager", "controller-manager"), ("kube-scheduler", "scheduler")])
    func `a static pod is started with its kubeconfig`(pod: String, name: String) throws {
        #expect(try allowed(pod, "/etc/kubernetes/\(name).conf", isDirectory: false))
        #expect(try !allowed(pod, "/etc/kubernetes/admin.conf", isDirectory: false))
    }

    @Test(arguments: [
        ("kube-apiserver", "/etc/kubernetes"), ("kube-apiserver", "/"), ("kube-apiserver", "/var/lib/etcd"),
        ("kube-apiserver", "/var/lib/kubelet"), ("kube-scheduler", "/etc/kubernetes/pki"),
        ("etcd", "/etc/kubernetes/pki"), ("etcd", "/var/lib"),
    ])
    func `a static pod is started with nothing else`(pod: String, path: String) throws {
        #expect(try !allowed(pod, path))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import SensorRuntime
import TestSupport
import Testing

@Suite struct ProfileLibraryTests {
    static let staticUID = "0123456789abcdef0123456789abcdef"

    /// `exe` on the host, or in the static pod `pod`.
    func allowed(_ exe: String, _ path: String, pod: String? = nil, uid: UInt32 = 0, _ access: FileAccess? = nil)
        throws -> Bool
    {
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        var event = FileEvents.theft(of: path)
        event.process.exe.path = KernelString(exe)
        event.process.exe.verifiedHostPath = pod == nil ? exe : nil
        event.process.exe.inHostMountNamespace = pod == nil
        event.process.uid = uid
        if let access { event.access = access }
        if let pod {
            event.workload = Workload(
                cgroup: "/kubepods/x", containerID: String(repeating: "d", count: 64), podUID: Self.staticUID,
                namespace: "kube-system", pod: "\(pod)-cp1")
        }
        return try #require(policy.judge(event), "\(path) is nothing to the policy").allow.isAllowed
    }

    @Test func `the built-in profiles are read and make a policy`() throws {
        let profiles = try ProfileLibrary.builtIn()
        #expect(profiles.map(\.name).starts(with: ["disk", "kubeadm", "kubelet"]))
        let policy = try Policy(profiles: profiles)
        #expect(policy.trees.map(\.path).contains("/etc/kubernetes"))
        #expect(policy.trees.map(\.path).contains("/var/lib/kubelet"))
    }

    @Test(arguments: [
        ("/etc/kubernetes/pki/ca.key", CredentialClass.privateKey, "ca"),
        ("/etc/kubernetes/pki/etcd/ca.key", .privateKey, "etcd-ca"),
        ("/etc/kubernetes/pki/front-proxy-ca.key", .privateKey, "front-proxy-ca"),
        ("/etc/kubernetes/pki/sa.key", .privateKey, "service-account"),
        ("/etc/kubernetes/pki/sa.pub", .certificate, "ca"),
        ("/etc/kubernetes/pki/apiserver-kubelet-client.key", .privateKey, "apiserver"),
        ("/etc/kubernetes/pki/front-proxy-client.key", .privateKey, "front-proxy"),
        ("/etc/kubernetes/pki/etcd/healthcheck-client.key", .privateKey, "etcd"),
        ("/etc/kubernetes/pki/etcd/ca.crt", .certificate, "ca"),
        ("/etc/kubernetes/super-admin.conf", .kubeconfig, "admin"),
        ("/etc/kubernetes/controller-manager.conf", .kubeconfig, "controller-manager"),
        ("/etc/kubernetes/scheduler.conf", .kubeconfig, "scheduler"),
        ("/etc/kubernetes/kubelet.conf", .kubeconfig, "kubelet"),
        ("/etc/kubernetes/bootstrap-kubelet.conf", .kubeconfig, "kubelet-bootstrap"),
        ("/var/lib/kubelet/kubeconfig", .kubeconfig, "kubelet"),
        ("/var/lib/kubelet/pki/kubelet-client-current.pem", .privateKey, "kubelet"),
        ("/var/lib/kubelet/pki/kubelet-server-2026-11-20-10-00-00.pem", .privateKey, "kubelet"),
        ("/var/lib/kubelet/pki/kubelet.crt", .certificate, "kubelet"),
        ("/var/lib/etcd/member/snap/db", .datastore, "etcd"),
        ("/var/lib/etcd/member/wal/0000000000000000-0000000000000000.wal", .datastore, "etcd"),
        ("/etc/kubernetes/tmp/kubeadm-upgraded-123/sa.key", .privateKey, "service-account"),
        ("/etc/kubernetes/tmp/kubeadm-kubelet-config-1/admin.conf", .kubeconfig, "copy"),
        ("/etc/kubernetes/tmp/kubeadm-backup-etcd-2026/etcd/member/snap/db", .datastore, "etcd"),
        ("/etc/kubernetes/pki.old/etcd/ca.key", .privateKey, "etcd-ca"),
        ("/etc/kubernetes/pki/.ca.key.swp", .privateKey, "copy"),
        ("/etc/kubernetes/pki/ca.key.bak", .privateKey, "ca"),
        ("/etc/kubernetes/admin.conf.bak", .kubeconfig, "copy"),
    ])
    func `the built-in profiles know a path`(path: String, credentialClass: CredentialClass, component: String) throws {
        let file = try #require(try Policy(profiles: ProfileLibrary.builtIn()).classify(path))
        #expect(file.credentialClass == credentialClass)
        #expect(file.component == component)
    }

    @Test(arguments: [
        "/etc/kubernetes/manifests/etcd.yaml", "/etc/kubernetes/pki", "/var/lib/kubelet/config.yaml",
        "/var/lib/etcd/member", "/var/lib/kubelet/device-plugins/x", "/etc/kubernetesx/pki/ca.key",
    ])
    func `the built-in profiles leave other paths alone`(path: String) throws {
        #expect(try Policy(profiles: ProfileLibrary.builtIn()).classify(path) == nil)
    }

    @Test(arguments: [
        ("kube-apiserver", "/etc/kubernetes/pki/sa.key"), ("kube-apiserver", "/etc/kubernetes/pki/apiserver.key"),
        ("kube-apiserver", "/etc/kubernetes/pki/front-proxy-client.key"),
        ("kube-controller-manager", "/etc/kubernetes/pki/ca.key"),
        ("kube-controller-manager", "/etc/kubernetes/controller-manager.conf"),
        ("kube-scheduler", "/etc/kubernetes/scheduler.conf"), ("etcd", "/etc/kubernetes/pki/etcd/peer.key"),
        ("etcd", "/var/lib/etcd/member/snap/db"), ("kube-scheduler", "/etc/kubernetes/pki/ca.crt"),
    ])
    func `a component opens its own files, in its static pod or on the host`(name: String, path: String) throws {
        #expect(try allowed("/usr/local/bin/\(name)", path, pod: name))
        #expect(try allowed("/usr/bin/\(name)", path))
        #expect(try !allowed("/usr/local/bin/\(name)", path, pod: "other"))
        #expect(try !allowed("/tmp/\(name)", path))
    }

    @Test(arguments: [
        ("etcd", "/etc/kubernetes/pki/ca.key"), ("etcd", "/etc/kubernetes/pki/sa.key"),
        ("kube-apiserver", "/etc/kubernetes/pki/ca.key"), ("kube-apiserver", "/etc/kubernetes/pki/etcd/ca.key"),
        ("kube-scheduler", "/etc/kubernetes/controller-manager.conf"),
        ("kube-controller-manager", "/etc/kubernetes/admin.conf"), ("kube-apiserver", "/var/lib/etcd/member/snap/db"),
        ("kube-controller-manager", "/etc/kubernetes/pki/apiserver.key"),
    ])
    func `a component does not open another's files`(name: String, path: String) throws {
        #expect(try !allowed("/usr/local/bin/\(name)", path, pod: name))
        #expect(try !allowed("/usr/bin/\(name)", path))
    }

    @Test func `kubelet has its own identity and no other`() throws {
        let write = FileAccess(kind: .open, flags: 0o1101, writes: true)
        #expect(try allowed("/usr/bin/kubelet", "/etc/kubernetes/kubelet.conf"))
        #expect(try allowed("/usr/bin/kubelet", "/var/lib/kubelet/pki/kubelet-client-current.pem", write))
        #expect(try allowed("/usr/bin/kubelet", "/etc/kubernetes/pki/ca.crt"))
        #expect(try !allowed("/usr/bin/kubelet", "/etc/kubernetes/pki/ca.crt", write))
        #expect(try !allowed("/usr/bin/kubelet", "/etc/kubernetes/pki/sa.key"))
        #expect(try !allowed("/usr/bin/kubelet", "/etc/kubernetes/admin.conf"))
    }

    @Test func `only root's kubectl reads admin.conf, and it writes nothing`() throws {
        let path = "/etc/kubernetes/admin.conf"
        #expect(try allowed("/usr/bin/kubectl", path))
        #expect(try !allowed("/usr/bin/kubectl", path, uid: 1000))
        #expect(try !allowed("/usr/bin/kubectl", path, FileAccess(kind: .open, flags: 1, writes: true)))
        #expect(try !allowed("/usr/bin/kubectl", "/etc/kubernetes/pki/ca.key"))
    }

    @Test func `etcdctl probes in etcd's pod, and takes no snapshot from the host`() throws {
        let key = "/etc/kubernetes/pki/etcd/healthcheck-client.key"
        #expect(try allowed("/usr/local/bin/etcdctl", key, pod: "etcd"))
        #expect(try !allowed("/usr/local/bin/etcdctl", key))
        #expect(try !allowed("/usr/local/bin/etcdctl", "/var/lib/etcd/member/snap/db", pod: "etcd"))
    }

    @Test func `a profile is present where one of its paths exists`() throws {
        let root = FileManager.default.temporaryDirectory.appending(
            path: "keyward-profiles-\(UInt64.random(in: 0...(.max)))")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        #expect(try ProfileLibrary.present(under: root.path).isEmpty)
        try FileManager.default.createDirectory(
            at: root.appending(path: "var/lib/kubelet/pki"), withIntermediateDirectories: true)
        #expect(try ProfileLibrary.present(under: root.path).map(\.name) == ["kubelet"])
        #expect(try ProfileLibrary.present(under: root.path + "/").map(\.name) == ["kubelet"])
    }
}

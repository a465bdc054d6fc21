// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport

/// A policy with a file of each class, and events against it.
enum FilePolicySample {
    static let staticPodUID = "0123456789abcdef0123456789abcdef"

    static let profile = PathProfile(
        name: "sample", description: "a sample", detect: ["/etc/kubernetes"],
        trees: ["/etc/kubernetes", "/var/lib/kubelet", "/var/lib/etcd"],
        openers: [
            AllowEntry(
                name: "kubelet", exe: ["/usr/bin/kubelet"], access: [.read, .write, .rename], reason: "its identity"),
            AllowEntry(
                name: "controller", exe: ["/usr/local/bin/kube-controller-manager"],
                staticPod: "kube-controller-manager", access: .read, reason: "signs"),
            AllowEntry(name: "etcd", exe: ["/usr/bin/etcd"], access: .read, reason: "serves"),
            AllowEntry(
                name: "kubeadm", exe: ["/usr/bin/kubeadm"], access: [.read, .write, .rename], reason: "makes them"),
            AllowEntry(
                name: "apiserver-mounts", staticPod: "kube-apiserver", access: .mount, reason: "started with them"),
        ],
        files: [
            file("/etc/kubernetes/pki/ca.key", .privateKey, "ca", ["controller", "kubeadm"]),
            file(
                "/etc/kubernetes/pki/sa.key", .privateKey, "service-account",
                ["controller", "kubeadm", "apiserver-mounts"]),
            file("/etc/kubernetes/pki/etcd/server.key", .privateKey, "etcd", ["etcd", "kubeadm"]),
            file("/etc/kubernetes/admin.conf", .kubeconfig, "admin", ["kubeadm"]),
            file("/etc/kubernetes/pki/*.crt", .certificate, "ca", ["kubelet", "kubeadm"]),
            file("/var/lib/kubelet/pki/kubelet.key", .privateKey, "kubelet", ["kubelet"]),
            file("/var/lib/etcd/member/snap/db", .datastore, "etcd", ["etcd"]),
        ])

    static let disk = PathProfile(
        name: "disk", description: "disks", detect: ["/dev"], trees: ["/dev"],
        openers: [
            AllowEntry(name: "blkid", exe: ["/usr/sbin/blkid"], access: .read, reason: "names them"),
            AllowEntry(
                name: "udev", exe: ["/usr/bin/udevadm"], unit: ["systemd-udevd.service"], access: .read,
                reason: "probes them"),
        ],
        files: [file("/dev/**", .blockDevice, "disk", ["blkid", "udev"])])

    private static func file(
        _ path: String, _ credentialClass: CredentialClass, _ component: String, _ allow: [String]
    ) -> ProfileFile {
        ProfileFile(paths: [path], credentialClass: credentialClass, component: component, allow: allow)
    }

    /// The findings of all file rules, by id; none if policy says nothing.
    static func findings(_ event: FileEvent) throws -> [String: Finding] {
        guard let access = try Policy(profiles: [profile, disk]).judge(event) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: FileRules.all.compactMap { $0.evaluate(access) }.map { ($0.rule.id, $0) })
    }

    static func ids(_ event: FileEvent) throws -> [String] {
        try findings(event).keys.sorted()
    }
}

extension FileEvent {
    static func theft(of path: String, by exe: String = "/usr/bin/cp") -> FileEvent {
        var event = FileEvents.theft(of: path)
        event.process.exe.path = KernelString(exe)
        event.process.exe.verifiedHostPath = exe
        return event
    }

    func opened(reads: Bool = false, writes: Bool = false, executes: Bool = false, flags: UInt32 = 0) -> FileEvent {
        var event = self
        event.access = FileAccess(kind: .open, flags: flags, reads: reads, writes: writes, executes: executes)
        return event
    }

    /// `pathname` is the side that is a credential file, as enrichment fills it.
    func renamed(from old: String, to new: String, flags: UInt32 = 0, replacing: Bool = false) -> FileEvent {
        var event = self
        event.access = FileAccess(kind: .rename, flags: flags)
        event.file.openedAs = nil
        event.file.oldPath = KernelString(old)
        event.file.newPath = KernelString(new)
        event.file.replaced = replacing ? InodeID(device: 9, inode: 8, generation: 7) : nil
        return event
    }

    /// `pathname` mounted elsewhere, or something over it, by mount(8) or its like.
    static func mount(_ side: MountSide?, _ path: String, isDirectory: Bool = true, by exe: String = "/usr/bin/mount")
        -> FileEvent
    {
        var event = theft(of: path, by: exe)
        // What only an open may say must not count here.
        event.access = FileAccess(kind: .mount, flags: 0x1000, reads: true, writes: true, executes: true)
        event.file.openedAs = nil
        event.file.mounted = side
        event.file.isDirectory = isDirectory
        return event
    }

    /// The same by a process that unshare(2) gave a mount namespace of its own, in the cgroup it was in.
    func unshared() -> FileEvent {
        var event = self
        event.process.exe.inHostMountNamespace = false
        event.process.exe.verifiedHostPath = nil
        return event
    }

    /// The same by a service of the host with a mount namespace of its own.
    func inSandbox(of unit: String) -> FileEvent {
        var event = unshared()
        event.workload = Workload(cgroup: "/system.slice/\(unit)", unit: unit)
        return event
    }

    func inPod(_ pod: String, uid: String) -> FileEvent {
        var event = self
        event.process.exe.inHostMountNamespace = false
        event.process.exe.verifiedHostPath = nil
        event.workload = Workload(
            cgroup: "/kubepods/x", containerID: String(repeating: "c", count: 64), podUID: uid,
            namespace: "kube-system", pod: pod)
        return event
    }
}

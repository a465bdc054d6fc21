// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW1003MountTests {
    static let key = "/etc/kubernetes/pki/ca.key"
    static let pki = "/etc/kubernetes/pki"
    static let ordinaryUID = "01234567-89ab-cdef-0123-456789abcdef"

    @Test(arguments: [pki, "/etc/kubernetes", "/etc", "/"])
    func `mounting a directory that holds or leads to credential files fires, for either side`(path: String) throws {
        for (side, words) in [
            (MountSide.of, "mounted \(path), a directory that holds or leads to credential files, elsewhere: "),
            (.over, "mounted over \(path), a directory that holds or leads to credential files: "),
        ] {
            let findings = try FilePolicySample.findings(.mount(side, path))
            #expect(Array(findings.keys) == ["KW-1003"])
            #expect(findings["KW-1003"]?.severity == .high)
            #expect(findings["KW-1003"]?.reason.contains(words) == true)
        }
    }

    @Test func `mounting a credential file fires, for either side`() throws {
        for (side, words) in [
            (MountSide.of, "mounted \(Self.key), the private-key of ca, elsewhere: no allow entry covers it"),
            (.over, "mounted over \(Self.key), the private-key of ca: no allow entry covers it"),
        ] {
            let findings = try FilePolicySample.findings(.mount(side, Self.key, isDirectory: false))
            #expect(Array(findings.keys) == ["KW-1003"])
            #expect(findings["KW-1003"]?.reason.contains(words) == true)
        }
    }

    @Test func `a mount that does not say which side counts as one that is told everywhere`() throws {
        #expect(try FilePolicySample.ids(FileEvent.mount(nil, Self.pki).unshared()) == ["KW-1003"])
    }

    @Test func `over a file in a mount namespace of one's own deceives nobody else`() throws {
        for event in [FileEvent.mount(.over, Self.pki), .mount(.over, Self.key, isDirectory: false)] {
            #expect(try FilePolicySample.ids(event.unshared()).isEmpty)
            #expect(try FilePolicySample.ids(event.inPod("x", uid: Self.ordinaryUID)).isEmpty)
        }
    }

    @Test func `of a file fires in any mount namespace`() throws {
        for event in [FileEvent.mount(.of, Self.pki), .mount(.of, Self.key, isDirectory: false)] {
            #expect(try FilePolicySample.ids(event.unshared()) == ["KW-1003"])
            #expect(try FilePolicySample.ids(event.inPod("x", uid: Self.ordinaryUID)) == ["KW-1003"])
            #expect(try FilePolicySample.ids(event.inSandbox(of: "app.service")) == ["KW-1003"])
        }
    }

    @Test(arguments: ["/", "/etc"])
    func `the root that systemd binds into a service's sandbox is silent, and nobody else's is`(path: String) throws {
        let event = FileEvent.mount(.of, path, by: "/usr/lib/systemd/systemd-executor")
        #expect(try FilePolicySample.ids(event.inSandbox(of: "app.service")).isEmpty)
        #expect(try FilePolicySample.ids(event) == ["KW-1003"])
        #expect(try FilePolicySample.ids(event.unshared()) == ["KW-1003"])
        #expect(try FilePolicySample.ids(event.inPod("x", uid: Self.ordinaryUID)) == ["KW-1003"])
        var contained = event.inSandbox(of: "app.service")
        contained.workload?.containerID = String(repeating: "c", count: 64)
        #expect(try FilePolicySample.ids(contained) == ["KW-1003"])
    }

    @Test func `a static pod is started with the directory of its files`() throws {
        let memfd = FileEvent.mount(.of, Self.pki, by: "/memfd:runc_cloned:/proc/self/exe")
        let listed = memfd.inPod("kube-apiserver-cp1", uid: FilePolicySample.staticPodUID)
        #expect(try FilePolicySample.ids(listed).isEmpty)
        #expect(try FilePolicySample.ids(memfd.inPod("kube-apiserver-cp1", uid: Self.ordinaryUID)) == ["KW-1003"])
        #expect(try FilePolicySample.ids(memfd.inPod("etcd-cp1", uid: FilePolicySample.staticPodUID)) == ["KW-1003"])
    }

    @Test(arguments: ["/etc/kubernetes", "/", "/etc/kubernetes/pki/etcd", "/var/lib/etcd"])
    func `a static pod is not given more than that directory`(path: String) throws {
        let event = FileEvent.mount(.of, path).inPod("kube-apiserver-cp1", uid: FilePolicySample.staticPodUID)
        #expect(try FilePolicySample.ids(event) == ["KW-1003"])
    }

    @Test func `a static pod may be given its file, and no other file`() throws {
        for (path, ids) in [("/etc/kubernetes/pki/sa.key", []), (Self.key, ["KW-1003"])] {
            let event = FileEvent.mount(.of, path, isDirectory: false)
            #expect(
                try FilePolicySample.ids(event.inPod("kube-apiserver-cp1", uid: FilePolicySample.staticPodUID)) == ids)
        }
    }

    @Test func `being given a directory is no leave to mount over it`() throws {
        var event = FileEvent.mount(.over, Self.pki).inPod("kube-apiserver-cp1", uid: FilePolicySample.staticPodUID)
        event.process.exe.inHostMountNamespace = true
        #expect(try FilePolicySample.ids(event) == ["KW-1003"])
    }

    @Test func `who may read and rename all of it may not mount it`() throws {
        let event = FileEvent.mount(.of, "/var/lib/kubelet/pki", by: "/usr/bin/kubelet")
        #expect(try FilePolicySample.ids(event) == ["KW-1003"])
    }

    @Test func `mounts beside credential files are silent`() throws {
        for side in [MountSide.of, .over] {
            #expect(try FilePolicySample.ids(.mount(side, "/etc/kubernetes/manifests")).isEmpty)
            #expect(try FilePolicySample.ids(.mount(side, "/var/lib/kubelet/pods")).isEmpty)
            #expect(try FilePolicySample.ids(.mount(side, "/etc/hostname", isDirectory: false)).isEmpty)
        }
    }
}

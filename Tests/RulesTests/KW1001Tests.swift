// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct KW1001Tests {
    static let own = "/var/lib/kubelet/pki/kubelet.key"

    @Test(arguments: [
        ("/etc/kubernetes/pki/ca.key", Severity.critical), ("/etc/kubernetes/pki/sa.key", .critical),
        ("/etc/kubernetes/pki/etcd/server.key", .high), ("/etc/kubernetes/admin.conf", .high),
        ("/var/lib/etcd/member/snap/db", .high),
    ])
    func `a secret read by an unlisted process fires, critical for what makes identities`(
        path: String, severity: Severity
    ) throws {
        let findings = try FilePolicySample.findings(.theft(of: path))
        #expect(Array(findings.keys) == ["KW-1001"])
        #expect(findings["KW-1001"]?.severity == severity)
    }

    @Test func `the reason names who, what and why`() throws {
        var event = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key")
        event.file.openedAs = "/host/etc/kubernetes/pki/ca.key"
        #expect(
            try FilePolicySample.findings(event)["KW-1001"]?.reason
                == "/usr/bin/cp (pid 4211, uid 1001, login 1003, from /usr/bin/bash, session-7.scope) opened "
                + "/etc/kubernetes/pki/ca.key, the private-key of ca, as /host/etc/kubernetes/pki/ca.key, for reading: "
                + "no allow entry covers it; nearest is kubeadm (exe: want /usr/bin/kubeadm, is /usr/bin/cp)")
    }

    @Test func `a hostile file name cannot break the reason's line`() throws {
        var event = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key")
        event.process.exe.path = "/tmp/a\nb"
        let reason = try #require(try FilePolicySample.findings(event)["KW-1001"]?.reason)
        #expect(!reason.contains("\n"))
        #expect(reason.hasPrefix("/tmp/a\\x0ab (pid"))
    }

    @Test func `executing a key reads it`() throws {
        let event = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key").opened(reads: true, executes: true)
        #expect(try FilePolicySample.ids(event) == ["KW-1001"])
    }

    @Test func `opening for both reading and writing is two findings`() throws {
        let event = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key").opened(reads: true, writes: true, flags: 2)
        #expect(try FilePolicySample.ids(event) == ["KW-1001", "KW-1004"])
    }

    @Test func `etcd reading the cluster's CA key fires although etcd is listed for its own`() throws {
        #expect(try FilePolicySample.ids(.theft(of: "/etc/kubernetes/pki/ca.key", by: "/usr/bin/etcd")) == ["KW-1001"])
        #expect(
            try FilePolicySample.ids(.theft(of: "/etc/kubernetes/pki/etcd/server.key", by: "/usr/bin/etcd")).isEmpty)
    }

    @Test func `kubelet reading its own key is silent, and the signing key is not its own`() throws {
        #expect(try FilePolicySample.ids(.theft(of: Self.own, by: "/usr/bin/kubelet")).isEmpty)
        #expect(
            try FilePolicySample.ids(.theft(of: "/etc/kubernetes/pki/sa.key", by: "/usr/bin/kubelet")) == ["KW-1001"])
    }

    @Test func `a process that is only called kubelet fires`() throws {
        var named = FileEvent.theft(of: Self.own)
        named.process.comm = "kubelet"
        named.process.args = ["/usr/bin/kubelet", "--config=/var/lib/kubelet/config.yaml"]
        #expect(try FilePolicySample.ids(named) == ["KW-1001"])
        #expect(try FilePolicySample.ids(.theft(of: Self.own, by: "/tmp/kubelet")) == ["KW-1001"])
    }

    @Test func `a kubelet's path that a chroot made up fires`() throws {
        var event = FileEvent.theft(of: Self.own, by: "/usr/bin/kubelet")
        event.process.exe.verifiedHostPath = nil
        #expect(try FilePolicySample.ids(event) == ["KW-1001"])
    }

    @Test func `what only shows kubelet's file fires, and is called forged`() throws {
        var event = FileEvent.theft(of: Self.own, by: "/usr/bin/kubelet")
        event.process.exe.identity = .forged
        let reason = try FilePolicySample.findings(event)["KW-1001"]?.reason
        #expect(reason?.hasPrefix("/usr/bin/kubelet (pid 4211, uid 1001, forged: it executed another file, ") == true)
        event.process.exe.identity = .unknown
        #expect(try FilePolicySample.ids(event) == ["KW-1001"])
        event.process.exe.identity = .exec
        #expect(try FilePolicySample.ids(event).isEmpty)
    }

    @Test func `a kubelet that lives in memory only fires`() throws {
        var event = FileEvent.theft(of: Self.own, by: "/usr/bin/kubelet")
        event.process.exe.memfd = true
        #expect(try FilePolicySample.ids(event) == ["KW-1001"])
    }

    @Test func `the controller manager's full name is known, in its static pod only`() throws {
        let event = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key", by: "/usr/local/bin/kube-controller-manager")
        let pod = "kube-controller-manager-cp1"
        #expect(try FilePolicySample.ids(event.inPod(pod, uid: FilePolicySample.staticPodUID)).isEmpty)
        let uuid = "01234567-89ab-cdef-0123-456789abcdef"
        #expect(try FilePolicySample.ids(event.inPod(pod, uid: uuid)) == ["KW-1001"])
        let short = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key", by: "/usr/local/bin/kube-controller")
        #expect(
            try FilePolicySample.ids(short.inPod(pod, uid: FilePolicySample.staticPodUID)) == ["KW-1001"])
    }

    @Test func `only writing, or a file that is no secret, is not reading a secret`() throws {
        let write = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key").opened(writes: true, flags: 1)
        #expect(try FilePolicySample.findings(write)["KW-1001"] == nil)
        #expect(try FilePolicySample.findings(.theft(of: "/etc/kubernetes/pki/ca.crt"))["KW-1001"] == nil)
        #expect(try FilePolicySample.ids(.theft(of: "/etc/kubernetes/pki/readme")).isEmpty)
    }

    @Test func `an opener that may read but not write is not told off for reading`() throws {
        let event = FileEvent.theft(of: "/etc/kubernetes/pki/etcd/server.key", by: "/usr/bin/etcd")
            .opened(reads: true, writes: true, flags: 2)
        #expect(try FilePolicySample.ids(event) == ["KW-1004"])
    }
}

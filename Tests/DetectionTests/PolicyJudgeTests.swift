// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

extension FileEvent {
    static let thief = FileEvents.theft()
    static func thiefOf(_ path: String) -> FileEvent { FileEvents.theft(of: path) }
}

@Suite struct PolicyJudgeTests {
    static let staticUID = "0123456789abcdef0123456789abcdef"
    static let ordinaryUID = "01234567-89ab-cdef-0123-456789abcdef"

    func decide(_ event: FileEvent, allow: [AllowEntry] = []) throws -> AllowDecision {
        try #require(try PolicySample.policy(allow: allow).judge(event)).allow
    }

    @Test func `a path that is nothing to the policy is not judged`() throws {
        #expect(try PolicySample.policy().judge(.thiefOf("/etc/hostname")) == nil)
    }

    @Test func `a listed opener is allowed by name`() throws {
        #expect(
            try decide(.thiefOf("/var/lib/kubelet/pki/kubelet.key").by("/usr/bin/kubelet")).allowedBy
                == "kubelet")
    }

    @Test func `a copy elsewhere is not the opener it is named after`() throws {
        var event = FileEvent.thiefOf("/var/lib/kubelet/pki/kubelet.key").by("/tmp/kubelet")
        event.process.comm = "kubelet"
        event.process.args = ["/usr/bin/kubelet"]
        #expect(
            try decide(event)
                == AllowDecision(
                    nearest: "kubelet", failed: ["exe: want /usr/bin/kubelet, is /tmp/kubelet"]))
    }

    @Test func `a path that a chroot fakes is missing, not matched`() throws {
        var event = FileEvent.thiefOf("/var/lib/kubelet/pki/kubelet.key").by("/usr/bin/kubelet")
        event.process.exe.verifiedHostPath = nil
        #expect(
            try decide(event).failed
                == [
                    "exe: want /usr/bin/kubelet, is missing (/usr/bin/kubelet is not that file on the host)"
                ])
    }

    @Test func `an opener of other files is told that this is not one of its files`() throws {
        let event = FileEvent.thief.by("/usr/local/bin/etcd", inPod: "etcd-cp1", uid: Self.staticUID)
        let decision = try decide(event)
        #expect(decision.nearest == "etcd")
        #expect(
            decision.failed == [
                "files: want /etc/kubernetes/pki/etcd/*.key or /etc/kubernetes/pki/**/*.crt, "
                    + "is /etc/kubernetes/pki/ca.key (ca)"
            ])
    }

    @Test func `a static pod is allowed by manifest, and no other pod of that name`() throws {
        let event = FileEvent.thiefOf("/etc/kubernetes/pki/etcd/server.key")
        let exe = "/usr/local/bin/etcd"
        #expect(try decide(event.by(exe, inPod: "etcd-cp1", uid: Self.staticUID)).allowedBy == "etcd")
        for (pod, uid, namespace) in [
            ("etcd-cp1", Self.ordinaryUID, "kube-system"), ("etcd-cp1", Self.staticUID, "default"),
            ("etcd-", Self.staticUID, "kube-system"), ("etcdx-cp1", Self.staticUID, "kube-system"),
        ] {
            let decision = try decide(event.by(exe, inPod: pod, uid: uid, namespace: namespace))
            let kind = uid == Self.staticUID ? "static pod" : "pod"
            #expect(
                decision.failed == ["static_pod: want static pod etcd, is \(kind) \(namespace)/\(pod)"])
        }
        #expect(try !decide(event.by("/usr/bin/cat", inPod: "etcd-cp1", uid: Self.staticUID)).isAllowed)
    }

    @Test func `a pod that could not be resolved is missing`() throws {
        var event = FileEvent.thiefOf("/etc/kubernetes/pki/etcd/server.key")
            .by("/usr/local/bin/etcd", inPod: "etcd-cp1", uid: Self.staticUID)
        event.workload?.pod = nil
        #expect(try decide(event).failed == ["static_pod: want static pod etcd, is missing"])
        event.workload = nil
        #expect(try decide(event).failed == ["static_pod: want static pod etcd, is missing"])
    }

    @Test func `an entry that names no workload never covers a container`() throws {
        let event = FileEvent.thiefOf("/var/lib/kubelet/pki/kubelet.key")
        let contained = event.by(
            "/usr/bin/kubelet", inPod: "x", uid: Self.ordinaryUID, namespace: "default")
        #expect(
            try decide(contained).failed == ["workload: want a process of the host, is in pod default/x"])
        // Out of a container into the host's mount namespace, to run the host's own binary.
        var entered = event.by("/usr/bin/kubelet")
        entered.workload = contained.workload
        #expect(
            try decide(entered).failed == ["workload: want a process of the host, is in pod default/x"])
    }

    @Test func `an access beyond what is granted is refused, and what was granted is told`() throws {
        var event = FileEvent.thiefOf("/etc/kubernetes/pki/etcd/server.key")
            .by("/usr/local/bin/etcd", inPod: "etcd-cp1", uid: Self.staticUID)
        event.access = FileAccess(kind: .open, flags: 2, reads: true, writes: true)
        let decision = try decide(event)
        #expect(decision.failed == ["access: want read, is read and write"])
        #expect(!decision.refuses(.read))
        #expect(decision.refuses(.write))
    }

    @Test func `truncating at a read-only open is writing`() throws {
        var event = FileEvent.thiefOf("/etc/kubernetes/pki/etcd/server.key")
            .by("/usr/local/bin/etcd", inPod: "etcd-cp1", uid: Self.staticUID)
        event.access.flags = 0o1000
        #expect(try decide(event).refuses(.write))
    }

    @Test func `an expired entry matches no more`() throws {
        var entry = AllowEntry(name: "backup", exe: ["/usr/bin/cp"], access: .read, reason: "weekly")
        entry.expires = WallTime(nanoseconds: FileEvent.thief.time.nanoseconds + 1)
        #expect(try decide(.thief, allow: [entry]).allowedBy == "backup")
        entry.expires = FileEvent.thief.time
        #expect(
            try decide(.thief, allow: [entry]).failed
                == ["expires: want before \(FileEvent.thief.time), is \(FileEvent.thief.time)"])
    }
}

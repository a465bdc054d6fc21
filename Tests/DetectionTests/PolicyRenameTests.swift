// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct PolicyRenameTests {
    static let key = "/etc/kubernetes/pki/ca.key"

    @Test func `both names of a rename are classified`() throws {
        let event = FileEvent.thief.renaming(
            "/etc/kubernetes/pki/ca.crt", to: Self.key, credential: "/etc/kubernetes/pki/ca.crt")
        let judged = try #require(try PolicySample.policy().judge(event))
        #expect(judged.file?.credentialClass == .certificate)
        #expect(judged.newFile?.credentialClass == .privateKey)
    }

    @Test func `an allow entry is needed for each side`() throws {
        let policy = try PolicySample.policy()
        // kubelet may rename its own key, and nothing in the control plane's folder but certificates.
        let own = "/var/lib/kubelet/pki/kubelet.key"
        let away = FileEvent.thief.by("/usr/bin/kubelet").renaming(own, to: "/tmp/k", credential: own)
        #expect(policy.judge(away)?.allow.allowedBy == "kubelet")
        let planted = FileEvent.thief.by("/usr/bin/kubelet").renaming(
            own, to: Self.key, credential: own)
        #expect(policy.judge(planted)?.allow.isAllowed == false)
        let elsewhere = FileEvent.thief.by("/usr/bin/kubelet").renaming(
            "/tmp/k", to: Self.key, credential: Self.key)
        #expect(policy.judge(elsewhere)?.allow.isAllowed == false)
    }

    @Test func `a directory above credential files is judged, one beside them is not`() throws {
        let policy = try PolicySample.policy()
        var event = FileEvent.thief.renaming(
            "/etc/kubernetes/pki", to: "/etc/kubernetes/old", credential: "/etc/kubernetes/pki")
        event.file.isDirectory = true
        let judged = try #require(policy.judge(event))
        #expect(judged.file == nil)
        #expect(!judged.allow.isAllowed)
        var beside = FileEvent.thief.renaming("/etc/cni", to: "/etc/cni.old", credential: "/etc/cni")
        beside.file.isDirectory = true
        #expect(policy.judge(beside) == nil)
    }

    @Test func `a directory is allowed to whoever may rename everything below it`() throws {
        let policy = try PolicySample.policy()
        var event = FileEvent.thief.renaming(
            "/etc/kubernetes/pki", to: "/etc/kubernetes/old", credential: "/etc/kubernetes/pki")
        event.file.isDirectory = true
        #expect(policy.judge(event.by("/usr/bin/kubeadm"))?.allow.allowedBy == "kubeadm")
        #expect(policy.judge(event.by("/usr/bin/kubelet"))?.allow.isAllowed == false)
    }
}

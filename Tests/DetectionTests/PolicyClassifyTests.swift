// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct PolicyClassifyTests {
    @Test func `a literal path and a glob both say what the file is`() throws {
        let policy = try PolicySample.policy()
        #expect(
            policy.classify("/etc/kubernetes/pki/ca.key")
                == CredentialFile(
                    pattern: "/etc/kubernetes/pki/ca.key", credentialClass: .privateKey, component: "ca",
                    profile: "control"))
        #expect(policy.classify("/etc/kubernetes/pki/etcd/peer.key")?.component == "etcd")
        #expect(policy.classify("/var/lib/kubelet/pki/kubelet-client-2026.pem")?.profile == "node")
    }

    @Test(arguments: [
        "/etc/kubernetes/pki/ca.keys", "/etc/kubernetes/pki/", "/etc/kubernetes/pki",
        "/tmp/etc/kubernetes/pki/ca.key",
        "etc/kubernetes/pki/ca.key", "", "/",
    ])
    func `a path that no profile lists is nothing`(path: String) throws {
        #expect(try PolicySample.policy().classify(path) == nil)
    }

    @Test func `the first match in a profile wins`() throws {
        var profile = PolicySample.control
        profile.files.reverse()
        profile.files.insert(
            ProfileFile(
                paths: ["/etc/kubernetes/pki/*"], credentialClass: .certificate, component: "admin",
                allow: ["kubeadm"]),
            at: 0)
        let policy = try Policy(profiles: [profile])
        #expect(policy.classify("/etc/kubernetes/pki/ca.key")?.component == "admin")
    }

    @Test func `among profiles a secret beats a certificate, whichever comes first`() throws {
        var other = PolicySample.control
        other.name = "other"
        other.files = [
            ProfileFile(
                paths: ["/etc/kubernetes/pki/ca.key"], credentialClass: .certificate, component: "admin",
                allow: ["kubelet"])
        ]
        for profiles in [[other, PolicySample.control], [PolicySample.control, other]] {
            let policy = try Policy(profiles: profiles)
            #expect(policy.classify("/etc/kubernetes/pki/ca.key")?.credentialClass == .privateKey)
            // Who may read a public file may not read it where it is a secret.
            let judged = try #require(policy.judge(.thief.by("/usr/bin/kubelet")))
            #expect(!judged.allow.isAllowed)
        }
    }

    @Test func `profiles that agree on a file each add their openers`() throws {
        var other = PolicySample.node
        other.name = "other"
        other.openers[0].name = "agent"
        other.openers[0].exe = ["/usr/bin/agent"]
        other.files[0].allow = ["agent"]
        let policy = try Policy(profiles: [PolicySample.node, other])
        for opener in ["kubelet", "agent"] {
            let event = FileEvent.thiefOf("/var/lib/kubelet/pki/kubelet.key").by("/usr/bin/\(opener)")
            #expect(policy.judge(event)?.allow.allowedBy == opener)
        }
    }
}

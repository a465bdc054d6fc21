// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct CredentialPowersTests {
    private func certificate(
        _ user: String, groups: [String] = [], component: String? = nil, usages: [String]? = ["client"]
    ) -> Credential {
        var credential = Credential(kind: .certificate, evidence: .file)
        credential.user = user
        credential.groups = groups
        credential.component = component
        credential.usages = usages
        return credential
    }

    private func authority(_ component: String?) -> Credential {
        var credential = Credential(kind: .authority, evidence: .stem)
        credential.component = component
        credential.subject = "CN=x"
        return credential
    }

    @Test func `well-known names are told by what they can do`() {
        let cases: [(Credential, String)] = [
            (certificate("a", groups: ["system:masters"]), "do everything in the cluster; no RBAC rule"),
            (certificate("a", groups: ["kubeadm:cluster-admins"]), "do everything in the cluster, for as long"),
            (certificate("system:node:n", groups: ["system:nodes"]), "act as the node n: "),
            (certificate("system:kube-controller-manager"), "read every Secret and make a token"),
            (certificate("system:kube-scheduler"), "say which node"),
            (certificate("kube-apiserver-kubelet-client"), "call every kubelet"),
            (certificate("front-proxy-client", component: "front-proxy"), "act as any user"),
            (certificate("node-a", component: "etcd"), "read and write everything in etcd"),
            (certificate("alice", groups: ["dev"]), "act as alice, with all that RBAC gives it"),
            (authority("ca"), "make a certificate of any user and any group"),
            (authority("front-proxy-ca"), "make a certificate of the front proxy"),
            (authority("etcd-ca"), "make a certificate of an etcd client"),
            (authority(nil), "make any certificate that whoever trusts CN=x believes"),
            (Credential(kind: .serviceAccountKey, evidence: .path), "make a token of any service account"),
        ]
        for (credential, beginning) in cases {
            let powers = CredentialPowers.of(credential)
            #expect(powers.count == 1 && powers.first?.hasPrefix(beginning) == true, "\(beginning)")
        }
        #expect(CredentialPowers.of(.unknown("x")) == [])
    }

    @Test func `a certificate of a server alone logs nobody in`() {
        var server = certificate("kube-apiserver", usages: ["server"])
        server.alternativeNames = ["DNS:kubernetes", "IP:10.0.0.1"]
        #expect(CredentialPowers.of(server) == ["pose as DNS:kubernetes and 1 more names to whoever connects to it"])
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What the holder of a credential can do, by the names that Kubernetes and kubeadm give powers to: sentences without
/// their end. What RBAC gives beside them is not known here.
///
/// Names: kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go, and the certificates page of the kubeadm
/// documentation.
package enum CredentialPowers {
    /// Groups first, because they say more than one user's name does.
    private static let groups = [
        "system:masters":
            "do everything in the cluster; no RBAC rule can take that away, only another certificate authority can",
        "kubeadm:cluster-admins":
            "do everything in the cluster, for as long as the ClusterRoleBinding kubeadm:cluster-admins stands",
        "system:bootstrappers": "ask for the certificate of a node, of one that exists too",
    ]

    private static let users = [
        "system:kube-controller-manager": "read every Secret and make a token of any service account",
        "system:kube-scheduler": "say which node a pod runs on, and read all pods and nodes",
        "kube-apiserver-kubelet-client": "call every kubelet: run commands in any pod and read its logs",
    ]

    /// Components whose credential has its power from what it is, whoever it names.
    private static let components = [
        "front-proxy": "act as any user and in any group: the API server believes the names that it sends",
        "etcd": "read and write everything in etcd, past the API server",
    ]

    private static let authorities = [
        "front-proxy-ca": "make a certificate of the front proxy, which may act as any user",
        "etcd-ca": "make a certificate of an etcd client, which reads and writes everything past the API server",
    ]

    package static func of(_ credential: Credential) -> [String] {
        switch credential.kind {
        case .authority: [authority(credential)]
        case .serviceAccountKey: ["make a token of any service account, which no log records and nothing revokes"]
        case .certificate: certificate(credential)
        case .token, .legacyToken, .opaqueToken: known(credential) + others(credential)
        case .unknown: []
        }
    }

    private static func authority(_ credential: Credential) -> String {
        if let power = authorities[credential.component ?? ""] { return power }
        let clusters = ["ca", "cluster-ca", "client-ca"]
        if clusters.contains(credential.component ?? "") || credential.user == "kubernetes" {
            return "make a certificate of any user and any group, system:masters too"
        }
        return "make any certificate that whoever trusts \(credential.subject ?? "this authority") believes"
    }

    private static func certificate(_ credential: Credential) -> [String] {
        let isOfClient = credential.usages.map { $0.contains("client") || $0.contains("any") } ?? true
        let isOfServer = credential.usages.map { $0.contains("server") || $0.contains("any") } ?? false
        var powers = isOfClient ? known(credential) + others(credential) : []
        if isOfServer, let name = credential.alternativeNames.first {
            let rest = credential.alternativeNames.count - 1
            powers.append("pose as \(name)\(rest > 0 ? " and \(rest) more names" : "") to whoever connects to it")
        }
        return powers
    }

    private static func known(_ credential: Credential) -> [String] {
        var powers = credential.groups.compactMap { groups[$0] }
        if let user = credential.user {
            if let power = users[user] { powers.append(power) }
            if user == "front-proxy-client", let power = components["front-proxy"] { powers.append(power) }
            if user == "kube-apiserver-etcd-client", let power = components["etcd"] { powers.append(power) }
            if credential.groups.contains("system:nodes"), user.hasPrefix("system:node:") {
                let node = user.dropFirst("system:node:".count)
                powers.append(
                    "act as the node \(node): read the Secrets of its pods, make tokens of their service accounts, and "
                        + "ask for its certificates")
            }
        }
        if powers.isEmpty, credential.kind == .certificate, let power = components[credential.component ?? ""] {
            powers.append(power)
        }
        return powers
    }

    /// Where the name alone gives nothing.
    private static func others(_ credential: Credential) -> [String] {
        guard known(credential).isEmpty else { return [] }
        let audience =
            credential.audience.isEmpty ? "" : ", towards \(credential.audience.joined(separator: ", "))"
        guard let user = credential.user ?? credential.subject else { return ["act as whoever it was made for"] }
        if let name = serviceAccount(user) {
            return ["act as the service account \(name), with all that RBAC gives it\(audience)"]
        }
        return ["act as \(user), with all that RBAC gives it\(audience)"]
    }

    /// `namespace/name` of a service account's user name.
    static func serviceAccount(_ user: String) -> String? {
        let parts = user.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return nil }
        return "\(parts[2])/\(parts[3])"
    }
}

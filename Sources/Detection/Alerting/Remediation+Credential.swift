// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension Remediation {
    /// What to rotate or revoke of known identities, each thing once and in this order; empty where what is known of them
    /// says no more than the file's class does.
    static func of(_ credentials: [Credential]) -> [String] {
        var steps: [String] = []
        for step in credentials.flatMap({ Self.steps($0) }) where !steps.contains(step) { steps.append(step) }
        return steps
    }

    private static func steps(_ credential: Credential) -> [String] {
        switch credential.kind {
        case .authority: authority(credential)
        case .serviceAccountKey: privateKey(component: "service-account")
        case .certificate: certificate(credential)
        case .token: token(credential)
        case .legacyToken:
            [
                "Delete the Secret of type kubernetes.io/service-account-token that holds the token of "
                    + "\(name(credential)): it has no end, and dies with its Secret.",
                "Look in the audit log for annotations authentication.k8s.io/legacy-token that name it.",
            ]
        case .opaqueToken: opaqueToken(credential)
        case .unknown: []
        }
    }

    private static func authority(_ credential: Credential) -> [String] {
        let known = ["ca", "cluster-ca", "etcd-ca", "front-proxy-ca"]
        let component = credential.component.flatMap { known.contains($0) ? $0 : nil } ?? "ca"
        guard let subject = credential.subject else { return privateKey(component: component) }
        return privateKey(component: component) + [
            "The authority is \(subject.printable)\(until(credential)): until verifiers drop it, look for certificates "
                + "of it that nobody issued."
        ]
    }

    private static func certificate(_ credential: Credential) -> [String] {
        let who = (credential.subject ?? credential.user ?? "this identity").printable
        let issuer = credential.issuer.map { ", \($0.printable)" } ?? ""
        var steps = [
            "Make a new key and certificate for \(who), replace them wherever they are, and restart what uses them."
        ]
        let isOfClient = credential.usages.map { $0.contains("client") || $0.contains("any") } ?? true
        guard isOfClient else {
            return steps + [
                "Whoever holds the old one can pose as the server until its certificate ends\(until(credential)): have its "
                    + "clients verify it against another authority if that is too long."
            ]
        }
        if credential.groups.contains("system:masters") {
            steps.append(
                "It cannot be revoked, works\(until(credential)), and no RBAC rule binds system:masters: only replacing the "
                    + "authority that signed it\(issuer), ends it.")
        } else if let user = credential.user, user.hasPrefix("system:node:") {
            steps.append(
                "It cannot be revoked and works\(until(credential)): delete the Node object and give the node another "
                    + "name if it must stop at once, or replace the authority that signed it\(issuer).")
        } else {
            let groups = credential.groups.isEmpty ? "" : " and its groups \(credential.groups.joined(separator: ", "))"
            let bindings = "take away the RBAC bindings of the user \(credential.user ?? "in it")\(groups)".printable
            steps.append(
                "It cannot be revoked and works\(until(credential)): \(bindings), or replace the authority that signed "
                    + "it\(issuer).")
        }
        if let id = credential.credentialID {
            steps.append("Search the audit log for its use: authentication.kubernetes.io/credential-id \(id).")
        }
        return steps
    }

    private static func token(_ credential: Credential) -> [String] {
        var steps: [String] = []
        if let pod = credential.boundPod {
            steps.append(
                "Delete the bound pod \(pod.printable): the token dies with it. Otherwise it works\(until(credential))."
            )
        } else {
            steps.append(
                "It is bound to no pod and works\(until(credential)): delete the service account \(name(credential)) and "
                    + "make it again, which ends all of its tokens.")
        }
        if let id = credential.credentialID {
            steps.append(
                "Search the audit log for its use: authentication.kubernetes.io/credential-id \(id.printable).")
        }
        return steps
    }

    private static func opaqueToken(_ credential: Credential) -> [String] {
        if let user = credential.user, user.hasPrefix("system:bootstrap:") {
            let id = user.dropFirst("system:bootstrap:".count)
            return [
                "Delete the Secret bootstrap-token-\(id) in kube-system (kubeadm: `kubeadm token delete \(id)`)."
                    .printable,
                "Look for CertificateSigningRequests of \(user), and for nodes that nobody added.".printable,
            ]
        }
        return []
    }

    private static func name(_ credential: Credential) -> String {
        let user = credential.user ?? credential.subject ?? ""
        return (CredentialPowers.serviceAccount(user) ?? (user.isEmpty ? "its service account" : user)).printable
    }

    /// ` until 2027-11-20T14:03:22Z`
    private static func until(_ credential: Credential) -> String {
        guard let end = credential.notAfter else { return " without an end that is known" }
        return " until \(end.description.prefix(19))Z"
    }
}

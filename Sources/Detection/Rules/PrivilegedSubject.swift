// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What makes a certificate of a subject worth more than its requester's own login.
struct PrivilegedSubject: Equatable {
    /// Every right, by group (system:masters by the API server itself, the other by kubeadm since 1.29).
    private static let groups: Set<String> = ["system:masters", "kubeadm:cluster-admins"]
    /// Groups that everybody is in.
    private static let commonGroups: Set<String> = ["system:authenticated", "system:unauthenticated"]
    /// Names of components and administrators that do not begin with `system:`: of kubeadm, of AKS, of the API server's
    /// own clients.
    private static let users: Set<String> = [
        "aggregator", "front-proxy-client", "kube-apiserver", "kube-apiserver-etcd-client",
        "kube-apiserver-kubelet-client", "kubernetes-admin", "kubernetes-super-admin", "masterclient",
    ]

    /// `the group system:masters`, `the user system:kube-scheduler`; safe to print.
    var text: String
    /// It is a node's, and nothing more.
    var node: String?

    /// nil if the subject is nobody in particular.
    init?(_ request: CertificationRequest, _ settings: AuditSettings) {
        let organizations = request.subject.organizations
        let names = request.subject.commonNames
        let isNode = { (name: String) in name.hasPrefix("system:node:") }
        let isGrave = { (group: String) in
            if Self.groups.contains(group) || settings.privilegedGroups.contains(group) { return true }
            return group.hasPrefix("system:") && group != "system:nodes" && !Self.commonGroups.contains(group)
        }
        if let group = organizations.first(where: isGrave) {
            text = "the group \(AuditEvent.shown(group))"
        } else if let name = names.first(where: { Self.users.contains($0) || settings.privilegedUsers.contains($0) }) {
            text = "the user \(AuditEvent.shown(name))"
        } else if let name = names.first(where: { $0.hasPrefix("system:") && !isNode($0) }) {
            text = "the user \(AuditEvent.shown(name))"
        } else if let name = names.first(where: isNode) {
            text = "the node \(AuditEvent.shown(String(name.dropFirst("system:node:".count))))"
            // With a second name, which of them counts is the reader's choice.
            node = names.count == 1 ? name : nil
        } else if organizations.contains("system:nodes") {
            text = "the group system:nodes without a node's name"
        } else {
            return nil
        }
    }

    /// The gravest of all requests that a body holds: those of a node come last.
    static func of(_ content: CertificateRequestContent?, _ settings: AuditSettings) -> PrivilegedSubject? {
        let subjects = content?.requests.compactMap { PrivilegedSubject($0, settings) } ?? []
        return subjects.first { $0.node == nil } ?? subjects.first
    }
}

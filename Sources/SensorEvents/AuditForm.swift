// SPDX-License-Identifier: Apache-2.0

/// How an audit event was wrapped where it was read. Decides which provider's identities may be excused, and which
/// upstream rules would have seen it.
package enum AuditForm: String, Sendable, Codable, CaseIterable {
    /// One audit.k8s.io Event, as the API server's log back end writes it.
    case native
    /// An item of an audit.k8s.io EventList, as the API server's webhook back end posts it.
    case eventListItem
    /// The same event with OpenShift's log forwarder fields beside it.
    case openshift
    /// A message of the CloudWatch group /aws/eks/CLUSTER/cluster.
    case eks
    /// An Azure Monitor diagnostic record of category kube-audit or kube-audit-admin.
    case aks
    /// A Google Cloud LogEntry with a protoPayload of service k8s.io.
    case gke
}

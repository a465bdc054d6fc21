// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// elastic/detection-rules, rules/integrations/kubernetes/
/// persistence_kubernetes_client_certificate_signing_request_created_or_approved.toml
///
/// It looks at neither stage nor response code nor body, and takes a denial for an approval.
enum ElasticClientCertificate {
    private static let verbs: Set<String> = ["create", "update", "patch"]
    private static let excludedUsers = [
        "system:kube-controller-manager", "system:kube-scheduler", "system:node:*",
        "system:serviceaccount:kube-system:*", "eks:*", "aksService",
    ]

    static func fires(on event: AuditEvent) -> Bool {
        guard ElasticAuditLogs.holds(event), event.objectRef?.resource == "certificatesigningrequests",
            let verb = event.verb, verbs.contains(verb),
            event.annotations["authorization.k8s.io/decision"] == "allow"
        else { return false }
        // `not user.name:(...)` is true of a document without that field.
        guard let name = ElasticAuditLogs.userName(event) else { return true }
        return !ElasticAuditLogs.matches(name, excludedUsers)
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// elastic/detection-rules, rules/integrations/kubernetes/
/// credential_access_kubernetes_service_account_token_created_via_tokenrequest.toml
///
/// It looks at neither decision nor stage nor response code: a refused request counts, and each stage of one.
enum ElasticTokenRequest {
    private static let excludedUsers = [
        "system:kube-controller-manager", "system:kube-scheduler", "system:node:*",
        "system:serviceaccount:kube-system:*", "eks:*", "aksService", "aks-service", "masterclient", "nodeclient",
        "system:serviceaccount:gke-managed-system:*", "system:serviceaccount:gke-connect:*",
        "system:serviceaccount:anthos-identity-service:*", "system:gke-controller-manager",
        "system:serviceaccount:tigera-operator:*", "system:serviceaccount:calico-system:*",
    ]

    static func fires(on event: AuditEvent) -> Bool {
        // `user.name:(* and not ...)` needs the field, unlike the rule about certificates.
        guard ElasticAuditLogs.holds(event), event.verb == "create", event.objectRef?.resource == "serviceaccounts",
            event.objectRef?.subresource == "token", let name = ElasticAuditLogs.userName(event)
        else { return false }
        return !ElasticAuditLogs.matches(name, excludedUsers)
    }
}

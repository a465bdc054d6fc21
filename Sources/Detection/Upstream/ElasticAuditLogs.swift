// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What Elastic's Kubernetes rules see of an audit event: the data set `kubernetes.audit_logs`
/// (elastic/integrations packages/kubernetes/data_stream/audit_logs).
enum ElasticAuditLogs {
    /// AKS and GKE records go to other data sets, which these rules do not read.
    static func holds(_ event: AuditEvent) -> Bool {
        switch event.form {
        case .native, .eventListItem, .openshift, .eks: true
        case .aks, .gke: false
        }
    }

    /// `user.name`: a copy of `user.username`, which the ingest pipeline makes only of a value that is not empty. The
    /// impersonated user never gets there.
    static func userName(_ event: AuditEvent) -> String? {
        guard let name = event.user?.username, !name.isEmpty else { return nil }
        return name
    }

    /// KQL values of `user.name`: exact, or with a trailing `*` for any characters, none included.
    static func matches(_ name: String, _ patterns: [String]) -> Bool {
        patterns.contains { pattern in
            pattern.hasSuffix("*") ? name.utf8.starts(with: pattern.dropLast().utf8) : name == pattern
        }
    }
}

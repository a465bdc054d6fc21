// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Whom a PodCertificateRequest is for (certificates.k8s.io, PodCertificateRequestSpec).
struct CertificateRequestPod: Equatable {
    var name: String?
    var uid: String?
    var serviceAccount: String?
    var nodeName: String?

    /// nil if `spec` is no PodCertificateRequest's.
    init?(_ spec: JSONValue) {
        name = spec["podName"]?.string
        uid = spec["podUID"]?.string
        serviceAccount = spec["serviceAccountName"]?.string
        nodeName = spec["nodeName"]?.string
        if name == nil, uid == nil, serviceAccount == nil, nodeName == nil { return nil }
    }

    var clause: String {
        let account = serviceAccount.map { " of the service account \(AuditEvent.shown($0))" } ?? ""
        let node = nodeName.map { " on the node \(AuditEvent.shown($0))" } ?? ""
        return ", for the pod \(AuditEvent.shown(name ?? "without a name"))\(account)\(node)"
    }
}

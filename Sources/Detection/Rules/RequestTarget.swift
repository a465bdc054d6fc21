// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What a request was about: `objectRef`, or where a record lacks it what the request URI says.
struct RequestTarget {
    var apiGroup: String
    var resource: String
    var subresource: String
    var namespace: String?
    var name: String?

    init?(_ event: AuditEvent) {
        guard let object = event.objectRef, let resource = object.resource else {
            guard let said = Self.said(by: event) else { return nil }
            self = said
            return
        }
        self.init(object: object, resource: resource)
        // What is odd in objectRef, or was cut from it, may stand in the URI.
        let isPartial = event.damage != nil || event.malformed.contains { $0.hasPrefix("objectRef.") }
        guard isPartial, let said = Self.said(by: event), said.resource == resource else { return }
        if subresource.isEmpty { subresource = said.subresource }
        name = name ?? said.name
        namespace = namespace ?? said.namespace
    }

    private static func said(by event: AuditEvent) -> RequestTarget? {
        event.requestURI.flatMap { RequestURI($0).path }.flatMap { RequestTarget(path: $0) }
    }

    private init(object: AuditObjectReference, resource: String) {
        self.resource = resource
        apiGroup = object.apiGroup ?? ""
        subresource = object.subresource ?? ""
        namespace = object.namespace
        name = object.name
    }

    /// `/api/VERSION/...` and `/apis/GROUP/VERSION/...` (kubernetes staging/src/k8s.io/apiserver/pkg/endpoints/request).
    private init?(path: String) {
        var parts = path.split(separator: "/").map(String.init)[...]
        switch parts.popFirst() {
        case "api": apiGroup = ""
        case "apis":
            guard let group = parts.popFirst() else { return nil }
            apiGroup = group
        default: return nil
        }
        guard parts.popFirst() != nil else { return nil }
        if parts.first == "namespaces", parts.count >= 3 {
            parts = parts.dropFirst()
            namespace = parts.popFirst()
        }
        guard let resource = parts.popFirst() else { return nil }
        self.resource = resource
        name = parts.popFirst()
        subresource = parts.popFirst() ?? ""
    }

    /// The records of some forwarders leave the group out. Another group's resource of that name is something else.
    func isIn(_ group: String) -> Bool { apiGroup.isEmpty || apiGroup == group }

    var isCertificateRequest: Bool { resource == "certificatesigningrequests" && isIn("certificates.k8s.io") }

    /// A pod's request for a certificate, which its kubelet makes (KEP-4317).
    var isPodCertificateRequest: Bool { resource == "podcertificaterequests" && isIn("certificates.k8s.io") }

    var isServiceAccountToken: Bool {
        resource == "serviceaccounts" && subresource == "token" && isIn("authentication.k8s.io")
    }

    /// `CertificateSigningRequest` or `PodCertificateRequest`, for a reason.
    var certificateRequestKind: String {
        isPodCertificateRequest ? "PodCertificateRequest" : "CertificateSigningRequest"
    }

    /// `NAMESPACE/NAME`, as far as known, safe to print.
    var path: String {
        let parts = [namespace, name].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? "without a name" : parts.map(AuditEvent.shown).joined(separator: "/")
    }
}

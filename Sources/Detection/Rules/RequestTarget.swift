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
        if let object = event.objectRef, let resource = object.resource {
            self.init(object: object, resource: resource)
        } else if let path = event.requestURI.flatMap({ RequestURI($0).path }) {
            self.init(path: path)
        } else {
            return nil
        }
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
    var isCertificateRequest: Bool {
        resource == "certificatesigningrequests" && (apiGroup.isEmpty || apiGroup == "certificates.k8s.io")
    }

    var isServiceAccountToken: Bool {
        resource == "serviceaccounts" && subresource == "token"
            && (apiGroup.isEmpty || apiGroup == "authentication.k8s.io")
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `audit` of an alert, under Kubernetes' own field names and with its own strings: unlike what is made for people,
/// they are not escaped, so that they can be searched for in the audit log. Request and response bodies stay out: they
/// hold tokens and Secrets.
package struct AlertAudit: Sendable, Equatable, Encodable {
    package var event: AuditEvent

    package init(event: AuditEvent) {
        self.event = event
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encodeIfPresent(event.auditID, forKey: "auditID")
        try object.encodeIfPresent(event.stage, forKey: "stage")
        try object.encodeIfPresent(event.level, forKey: "level")
        try object.encodeIfPresent(event.verb, forKey: "verb")
        try object.encodeIfPresent(event.requestURI, forKey: "requestURI")
        try object.encodeIfPresent(event.user.map(AlertUser.init), forKey: "user")
        try object.encodeIfPresent(event.impersonatedUser.map(AlertUser.init), forKey: "impersonatedUser")
        try object.encode(event.sourceIPs, forKey: "sourceIPs")
        try object.encodeIfPresent(event.userAgent, forKey: "userAgent")
        if let reference = event.objectRef { try encode(reference, to: &object) }
        if let status = event.responseStatus {
            var response = object.nestedContainer(keyedBy: AlertKey.self, forKey: "responseStatus")
            try response.encodeIfPresent(status.code, forKey: "code")
            try response.encodeIfPresent(status.reason, forKey: "reason")
        }
        try object.encodeIfPresent(AlertCertificateRequest(event), forKey: "csr")
    }

    private func encode(
        _ reference: AuditObjectReference, to object: inout KeyedEncodingContainer<AlertKey>
    ) throws {
        var nested = object.nestedContainer(keyedBy: AlertKey.self, forKey: "objectRef")
        try nested.encodeIfPresent(reference.resource, forKey: "resource")
        try nested.encodeIfPresent(reference.subresource, forKey: "subresource")
        try nested.encodeIfPresent(reference.apiGroup, forKey: "apiGroup")
        try nested.encodeIfPresent(reference.apiVersion, forKey: "apiVersion")
        try nested.encodeIfPresent(reference.namespace, forKey: "namespace")
        try nested.encodeIfPresent(reference.name, forKey: "name")
        try nested.encodeIfPresent(reference.uid, forKey: "uid")
    }
}

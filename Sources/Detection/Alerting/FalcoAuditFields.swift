// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// `output_fields` of an audit alert, under the names of Falco's k8saudit plugin (falcosecurity/plugins,
/// plugins/k8saudit/pkg/k8saudit/fields.go). falcosidekick's policy reports read `ka.target.*`.
enum FalcoAuditFields {
    static func of(_ event: AuditEvent) -> [String: FalcoValue] {
        let texts: [String: String?] = [
            "ka.auditid": event.auditID, "ka.stage": event.stage, "ka.verb": event.verb, "ka.uri": event.requestURI,
            "ka.user.name": event.user?.username, "ka.user.groups": event.user?.groups?.joined(separator: ","),
            "ka.impuser.name": event.impersonatedUser?.username, "ka.useragent": event.userAgent,
            "ka.sourceips": event.sourceIPs.isEmpty ? nil : event.sourceIPs.joined(separator: ","),
            "ka.target.resource": event.objectRef?.resource, "ka.target.subresource": event.objectRef?.subresource,
            "ka.target.namespace": event.objectRef?.namespace, "ka.target.name": event.objectRef?.name,
            "ka.response.reason": event.responseStatus?.reason,
        ]
        // The pod that acts is not known from an audit record; `ka.target.namespace` is the object's.
        var fields: [String: FalcoValue] = ["k8s.ns.name": .null, "k8s.pod.name": .null]
        for (name, text) in texts {
            if let text { fields[name] = .printable(text) }
        }
        if let code = event.responseStatus?.code { fields["ka.response.code"] = .number(Int64(code)) }
        return fields
    }
}

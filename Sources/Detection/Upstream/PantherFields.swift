// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Panther's common names for the fields its Kubernetes rules read, mapped from a record as its data models do
/// (data_models/aws_eks_data_model.yml, azure_aks_data_model.py, gcp_data_model.py), defects included.
struct PantherFields {
    var verb: JSONValue?
    var resource: JSONValue?
    var username: JSONValue?
    var responseStatus: JSONValue?
    var requestObject: JSONValue?

    /// nil if none of the three data models takes the record. Panther knows the model by the label it stored the
    /// record under; a record without a label is taken for what its form says.
    init?(_ event: AuditEvent) {
        guard let record = event.record else { return nil }
        switch (event.pantherLogType, event.form) {
        case ("Amazon.EKS.Audit", _), (nil, .native), (nil, .eventListItem), (nil, .openshift), (nil, .eks):
            self.init(native: record)
        case ("Azure.MonitorActivity", _), (nil, .aks):
            self.init(azure: record)
        case ("GCP.AuditLog", _), (nil, .gke):
            self.init(google: record)
        default:
            return nil
        }
    }

    private init(native event: JSONValue) {
        let fields = JSONFields(event, Self.names)
        verb = fields["verb"]
        resource = fields["objectRef"]?["resource"]
        username = fields["user"]?["username"]
        responseStatus = fields["responseStatus"]
        requestObject = fields["requestObject"]
    }

    private static let names: Set<String> = ["verb", "objectRef", "user", "responseStatus", "requestObject"]

    private init?(azure record: JSONValue) {
        guard let category = record["category"]?.string, category == "kube-audit" || category == "kube-audit-admin",
            let log = record["properties"]?["log"]?.string, let event = try? JSONValue(parsing: Array(log.utf8))
        else { return nil }
        self.init(native: event)
    }

    private init?(google record: JSONValue) {
        guard let payload = record["protoPayload"], payload["serviceName"]?.string == "k8s.io",
            let method = payload["methodName"]?.string, let name = payload["resourceName"]?.string
        else { return nil }
        verb = Self.text(method.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init))
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // Right for `core/v1/namespaces/NS/RESOURCE`, wrong for `GROUP/VERSION/RESOURCE/NAME/SUBRESOURCE`.
        resource = parts.count >= 5 ? Self.text(parts[4]) : parts.count >= 3 ? Self.text(parts[2]) : nil
        let info = payload["authenticationInfo"]
        username =
            ["principalEmail", "principalSubject", "authoritySelector"].lazy.compactMap { info?[$0] }
            .first(where: PythonValue.isTruthy) ?? Self.text("<UNKNOWN ACTOR USER>")
        responseStatus = payload["status"]
        requestObject = payload["request"]
    }

    private static func text(_ string: String?) -> JSONValue? { string.map { JSONValue(string: $0) } }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// panther-labs/panther-analysis, rules/kubernetes_rules/k8s_client_certificate_created.py with
/// global_helpers/panther_kubernetes_helpers.py.
///
/// Where the Python raises an exception (a null `spec`, a body that is a string, ...) Panther makes no alert.
enum PantherClientCertificate {
    static func fires(on event: AuditEvent) -> Bool {
        guard let fields = PantherFields(event) else { return false }
        guard fields.verb?.string == "create", fields.resource?.string == "certificatesigningrequests",
            isFailedRequest(fields.responseStatus) == false, isSystemPrincipal(fields.username) == false,
            fields.username?.string != "kubelet-nodepool-bootstrap"
        else { return false }
        return asksForClientAuthentication(fields.requestObject)
    }

    /// nil where the Python raises.
    private static func isFailedRequest(_ status: JSONValue?) -> Bool? {
        guard let status, PythonValue.isTruthy(status) else { return false }
        guard status.kind == .object else { return nil }
        guard let code = status["code"], let number = PythonValue.integer(code) else { return false }
        // HTTP refusals, and gRPC's error codes.
        return number >= 400 || (1...16).contains(number)
    }

    /// nil where the Python raises. The first prefix is a suffix written as a prefix, and matches no real name.
    private static func isSystemPrincipal(_ username: JSONValue?) -> Bool? {
        guard let username, PythonValue.isTruthy(username) else { return false }
        guard let name = username.string else { return nil }
        let prefixes = [
            ".iam.gserviceaccount.com", "system:serviceaccount:kube-system:", "eks:", "masterclient", "gke-", "azure-",
        ]
        if prefixes.contains(where: { name.utf8.starts(with: $0.utf8) }) { return true }
        if name == "aksService" { return true }
        return name.utf8.starts(with: "system:".utf8) && !PythonValue.contains(name, "serviceaccount")
    }

    private static func asksForClientAuthentication(_ body: JSONValue?) -> Bool {
        guard let body, PythonValue.isTruthy(body), body.kind == .object, let spec = body["spec"], spec.kind == .object
        else { return false }
        if let usages = spec["usages"] {
            guard let named = PythonValue.contains(usages, "client auth") else { return false }
            if named { return true }
        }
        // A substring of the signer's name: the kubelet's signer has it too.
        guard let signer = spec["signerName"] else { return false }
        return PythonValue.contains(signer, "kubernetes.io/kube-apiserver-client") ?? false
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What a write to `/approval` or `/status` of a CertificateSigningRequest changes, as far as it was logged.
struct CertificateStatusChange {
    enum Decision: Equatable {
        case approved, denied, neither, notLogged
    }
    enum Certificate: Equatable {
        case issued, absent, notLogged
    }

    var decision: Decision
    var certificate: Certificate

    init(_ event: AuditEvent) {
        if let status = event.responseObject?["status"], status.kind == .object {
            self.init(status: status)
        } else if let patch = event.requestObject, patch.kind == .array {
            self.init(jsonPatch: patch)
        } else if let body = event.requestObject, body.kind == .object {
            self.init(status: body["status"])
        } else {
            self.init(decision: .notLogged, certificate: .notLogged)
        }
    }

    private init(decision: Decision, certificate: Certificate) {
        self.decision = decision
        self.certificate = certificate
    }

    private init(status: JSONValue?) {
        let types = status?["conditions"]?.elements.compactMap { $0["type"]?.string } ?? []
        decision = types.contains("Approved") ? .approved : types.contains("Denied") ? .denied : .neither
        // A PodCertificateRequest has a chain instead.
        let certificates = ["certificate", "certificateChain"].compactMap { status?[$0]?.string }
        certificate = certificates.contains { !$0.isEmpty } ? .issued : .absent
    }

    /// RFC 6902. An operation that copies or moves can put together what it does not spell out, so nothing can be
    /// said of a patch that has one.
    private init(jsonPatch patch: JSONValue) {
        var (approves, denies, issues) = (false, false, false)
        for operation in patch.elements {
            guard let name = operation["op"]?.string, name != "copy", name != "move" else {
                (decision, certificate) = (.notLogged, .notLogged)
                return
            }
            // A test changes nothing.
            guard name == "add" || name == "replace", let value = operation["value"] else { continue }
            approves = approves || value.containsString("Approved")
            denies = denies || value.containsString("Denied")
            let isCertificate = ["/status/certificate", "/status/certificateChain"].contains(operation["path"]?.string)
            issues = issues || isCertificate && value.string?.isEmpty == false
            issues = issues || value.containsString("certificate") || value.containsString("certificateChain")
        }
        decision = approves ? .approved : denies ? .denied : .neither
        certificate = issues ? .issued : .absent
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What an audit event says of credentials that came into being.
enum IssuanceReader {
    /// On every TokenRequest that gave a token, dry runs included, since Kubernetes 1.30 (kubernetes#123098).
    private static let issuedID = "authentication.kubernetes.io/issued-credential-id"

    /// A token, or the certificate that was written into a request's status.
    static func issuance(_ event: AuditEvent, _ facts: RequestFacts, _ alert: AlertReference?) -> Issuance? {
        if let key = event.annotations[issuedID], CredentialKey.isToken(key) {
            return Issuance(key: key, request: facts, alert: alert)
        }
        guard isCertificate(facts), facts.isDone, let pem = certificate(event) else { return nil }
        guard let der = PEMText.blocks(of: "CERTIFICATE", in: pem).first else { return nil }
        return Issuance(
            key: CredentialKey.certificatePrefix + Fingerprint.of(der[...]), request: facts, alert: alert,
            certificateRequest: facts.name)
    }

    /// What it adds to what is known of a CertificateSigningRequest.
    static func certificateCase(
        _ event: AuditEvent, _ facts: RequestFacts, _ alert: AlertReference?
    ) -> CertificateCase? {
        guard isCertificate(facts), facts.isDone, !event.isDryRun, let target = RequestTarget(event) else { return nil }
        let name =
            target.name ?? event.responseObject?["metadata"]?["name"]?.string
            ?? event.requestObject?["metadata"]?["name"]?.string
        guard let name, !name.isEmpty else { return nil }
        var one = CertificateCase(name: name)
        switch facts.subresource ?? "" {
        case "":
            let body = CertificateRequestBody(event)
            guard event.creates(body?.isFresh == true) else { return nil }
            one.created = facts
            one.createdAlert = alert
        case "approval":
            guard [.approved, .notLogged].contains(CertificateStatusChange(event).decision) else { return nil }
            one.approved = facts
            one.approvedAlert = alert
            one.requester = CertificateRequestBody(event)?.requester?.username
        case "status":
            guard let pem = certificate(event), let der = PEMText.blocks(of: "CERTIFICATE", in: pem).first else {
                return nil
            }
            one.issued = CredentialKey.certificatePrefix + Fingerprint.of(der[...])
        default: return nil
        }
        return one
    }

    private static func isCertificate(_ facts: RequestFacts) -> Bool {
        facts.resource == "certificatesigningrequests" || facts.resource == "podcertificaterequests"
    }

    /// `status.certificate` is PEM in base64, `status.certificateChain` of a PodCertificateRequest is PEM.
    private static func certificate(_ event: AuditEvent) -> [UInt8]? {
        guard event.verb == "update" || event.verb == "patch" else { return nil }
        for body in [event.responseObject, event.requestObject] {
            if let text = body?["status"]?["certificate"]?.string, !text.isEmpty { return Base64Text.decode(text.utf8) }
            if let text = body?["status"]?["certificateChain"]?.string, !text.isEmpty { return Array(text.utf8) }
        }
        return nil
    }
}

extension RequestFacts {
    /// The API server did it, or does not say that it did not.
    var isDone: Bool { (code ?? 200) < 400 }

    /// Of an exec or the like: `namespace/name` of the pod.
    var pathOfPod: String? {
        guard resource == "pods", let namespace, let name else { return nil }
        return "\(namespace)/\(name)"
    }
}

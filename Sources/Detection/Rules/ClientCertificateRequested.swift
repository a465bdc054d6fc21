// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2001: a CertificateSigningRequest for client authentication was created.
package struct ClientCertificateRequested: AuditRule {
    package static let needles = ["certificatesigningrequests"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event), target.isCertificateRequest,
            target.subresource.isEmpty, Self.creates(event)
        else { return nil }
        let body = CertificateRequestBody(event)
        if let body, !Self.isForClient(body) { return nil }
        if event.isExcused({ Self.isRoutine($0, body: body, form: event.form) }) { return nil }
        let outcome = AuditOutcome(event)
        let severity = event.isDryRun ? .info : outcome.severity(Self.severity(body))
        return Finding(rule: Self.info, severity: severity, reason: Self.reason(event, target, body, outcome))
    }

    /// A server-side apply is a patch, which answers 201 where it made the object and 200 where it changed one.
    private static func creates(_ event: AuditEvent) -> Bool {
        event.verb == "create" || event.verb == "patch" && event.responseStatus?.code == 201
    }

    private static func isForClient(_ body: CertificateRequestBody) -> Bool {
        guard let signer = body.signer else { return true }
        return signer.isForClients || body.asksForClientAuthentication
    }

    /// What components do every day. A node may ask for its own next certificate and a new node for its first; which
    /// subject they ask for is KW-2005's to judge.
    private static func isRoutine(_ user: AuditUser, body: CertificateRequestBody?, form: AuditForm) -> Bool {
        let signer = body?.signer
        if KnownIdentity.isNode(user) || KnownIdentity.isBootstrap(user) {
            return body == nil || signer == .kubeletClient
        }
        if KnownIdentity.isCertManager(user) { return body == nil || signer?.isCustom == true }
        guard KnownIdentity.isProvider(user, form) else { return false }
        return body == nil || signer == .kubeletClient || signer?.isCustom == true
    }

    private static func severity(_ body: CertificateRequestBody?) -> Severity {
        switch body?.signer {
        case .apiServerClient, .kubeletClient, .legacyUnknown: .high
        case .kubeletServing, .custom, nil: .medium
        }
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ body: CertificateRequestBody?, _ outcome: AuditOutcome
    ) -> String {
        let signer =
            switch body {
            case nil: "an unknown signer (the audit level leaves the body out)"
            case let body?: body.signerName.map { "signer \(AuditEvent.shown($0))" } ?? "a signer it does not name"
            }
        let kind = body == nil ? "a certificate, perhaps a client's," : "a client certificate"
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        return "\(event.actorText) asked for \(kind) of \(signer) in the CertificateSigningRequest "
            + "\(event.objectName(target))\(dryRun): a certificate is a login that nobody can "
            + "revoke\(outcome.clause)."
    }
}

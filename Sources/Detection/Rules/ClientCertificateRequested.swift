// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2001: a certificate for client authentication was requested, by a CertificateSigningRequest, or a pod's by a
/// PodCertificateRequest.
package struct ClientCertificateRequested: AuditRule {
    package static let needles = ["certificatesigningrequests", "podcertificaterequests"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event),
            target.isCertificateRequest || target.isPodCertificateRequest, target.subresource.isEmpty
        else { return nil }
        let body = CertificateRequestBody(event)
        guard event.creates(body?.isFresh == true) else { return nil }
        if let body, target.isCertificateRequest, !Self.isForClient(body) { return nil }
        if event.isExcused({ Self.isRoutine($0, target, body, event.form) }) { return nil }
        let outcome = AuditOutcome(event)
        let severity = event.isDryRun ? .info : outcome.severity(Self.severity(body))
        return Finding(rule: Self.info, severity: severity, reason: Self.reason(event, target, body, outcome))
    }

    private static func isForClient(_ body: CertificateRequestBody) -> Bool {
        guard let signer = body.signer else { return true }
        return signer.isForClients || body.asksForClientAuthentication
    }

    /// What components do every day. A node may ask for its own next certificate and a new node for its first, and for
    /// those of its pods; which subject or node they ask for is KW-2005's to judge.
    private static func isRoutine(
        _ user: AuditUser, _ target: RequestTarget, _ body: CertificateRequestBody?, _ form: AuditForm
    ) -> Bool {
        if target.isPodCertificateRequest { return KnownIdentity.isNode(user) }
        let signer = body?.signer
        if KnownIdentity.isNode(user) || KnownIdentity.isBootstrap(user)
            || KnownIdentity.isNodeBootstrapper(user, form)
        {
            return body == nil || signer == .kubeletClient
        }
        if KnownIdentity.isCertManager(user) { return body == nil || signer?.isCustom == true }
        guard KnownIdentity.isProvider(user, form) else { return false }
        return body == nil || signer == .kubeletClient || signer?.isCustom == true
    }

    private static func severity(_ body: CertificateRequestBody?) -> Severity {
        switch body?.signer {
        case .apiServerClient, .kubeletClient, .podClient, .legacyUnknown: .high
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
        let kind =
            target.isPodCertificateRequest
            ? "a pod's certificate" : body == nil ? "a certificate, perhaps a client's," : "a client certificate"
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        return "\(event.actorText) asked for \(kind) of \(signer) in the \(target.certificateRequestKind) "
            + "\(event.objectName(target))\(body?.subjectClause ?? "")\(dryRun): a certificate is a login that nobody can "
            + "revoke\(outcome.clause)."
    }
}

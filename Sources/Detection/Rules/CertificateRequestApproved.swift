// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2002: a CertificateSigningRequest was approved or signed by other than the controllers.
package struct CertificateRequestApproved: AuditRule {
    package static let needles = ["certificatesigningrequests", "podcertificaterequests"]

    private let settings: AuditSettings

    package init(settings: AuditSettings = AuditSettings()) {
        self.settings = settings
    }

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event),
            target.isCertificateRequest || target.isPodCertificateRequest,
            event.verb == "update" || event.verb == "patch"
        else { return nil }
        let change = CertificateStatusChange(event)
        let act: Act?
        switch target.subresource {
        case "approval": act = Self.approval(change.decision)
        case "status" where target.isPodCertificateRequest && change.decision == .denied: act = .denied
        case "status": act = Self.signing(change.certificate)
        default: act = nil
        }
        guard let act else { return nil }
        let body = CertificateRequestBody(event)
        if event.isExcused({ Self.isController($0, doing: act, signer: body?.signer, form: event.form) }) { return nil }
        let outcome = AuditOutcome(event)
        let subject = PrivilegedSubject.of(body?.content, settings)
        let severity = event.isDryRun ? .info : outcome.severity(Self.severity(of: act, body, subject))
        return Finding(
            rule: Self.info, severity: severity, reason: Self.reason(event, target, act, body, subject, outcome))
    }

    enum Act {
        case approved, denied, decided, signed, wroteStatus
    }

    private static func approval(_ decision: CertificateStatusChange.Decision) -> Act? {
        switch decision {
        case .approved: .approved
        case .denied: .denied
        case .notLogged: .decided
        case .neither: nil
        }
    }

    private static func signing(_ certificate: CertificateStatusChange.Certificate) -> Act? {
        switch certificate {
        case .issued: .signed
        case .notLogged: .wroteStatus
        case .absent: nil
        }
    }

    /// Whether an identity is the controller whose work this is. A controller that approves for a signer it has no
    /// business with is none.
    private static func isController(
        _ user: AuditUser, doing act: Act, signer: CertificateSigner?, form: AuditForm
    ) -> Bool {
        let signs = act == .signed || act == .wroteStatus
        if KnownIdentity.isCertificateController(user) {
            return signs ? signer?.isCustom != true : signer == nil || signer == .kubeletClient
        }
        if KnownIdentity.isServingApprover(user) { return !signs && (signer == nil || signer == .kubeletServing) }
        if KnownIdentity.isCertManager(user) { return signer == nil || signer?.isCustom == true }
        guard KnownIdentity.isProvider(user, form) else { return false }
        return signs ? form != .openshift : signer != .apiServerClient && signer != .legacyUnknown
    }

    /// What the sender of an update says of the request lowers nothing: the API server ignores it. It may raise. The
    /// signer of a pod's certificate writes it itself, and such signers are many.
    private static func severity(
        of act: Act, _ body: CertificateRequestBody?, _ subject: PrivilegedSubject?
    ) -> Severity {
        if act == .denied { return .info }
        if act == .wroteStatus { return .medium }
        guard let signer = body?.signer, !signer.isForClients else {
            return subject != nil && subject?.node == nil ? .critical : .high
        }
        if body?.isSignerProven == true { return signer == .kubeletServing ? .medium : .low }
        return body?.pod == nil ? .high : .medium
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ act: Act, _ body: CertificateRequestBody?,
        _ subject: PrivilegedSubject?, _ outcome: AuditOutcome
    ) -> String {
        let deed =
            switch act {
            case .approved: "approved"
            case .denied: "denied"
            case .decided: "approved or denied (the audit level leaves out which)"
            case .signed: "put a certificate into"
            case .wroteStatus: "wrote the status, perhaps a certificate, of"
            }
        let signer = body?.signerName.map { " for signer \(AuditEvent.shown($0))" } ?? ""
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        let privilege = subject.flatMap { $0.node == nil ? " (\($0.text))" : nil } ?? ""
        return "\(event.actorText) \(deed) the \(target.certificateRequestKind) \(event.objectName(target))\(signer)"
            + "\(body?.subjectClause ?? "")\(privilege)\(dryRun), which only the cluster's own controllers do by routine\(outcome.clause)."
    }
}

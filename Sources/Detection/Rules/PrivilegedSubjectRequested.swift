// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2004: a certificate was requested whose subject is an administrator, a component, or somebody else's node.
package struct PrivilegedSubjectRequested: AuditRule {
    package static let needles = ["certificatesigningrequests"]

    private let settings: AuditSettings

    package init(settings: AuditSettings = AuditSettings()) {
        self.settings = settings
    }

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event), target.isCertificateRequest,
            target.subresource.isEmpty, let body = CertificateRequestBody(event), event.creates(body.isFresh),
            let subject = PrivilegedSubject.of(body.content, settings),
            !event.isExcused({ Self.isRoutine($0, subject, body, event.form) })
        else { return nil }
        let outcome = AuditOutcome(event)
        return Finding(
            rule: Self.info, severity: Self.severity(event, body, outcome),
            reason: Self.reason(event, target, subject, body, outcome))
    }

    private static func isRoutine(
        _ user: AuditUser, _ subject: PrivilegedSubject, _ body: CertificateRequestBody, _ form: AuditForm
    ) -> Bool {
        // The API server trusts no signer of theirs unless told to.
        if KnownIdentity.isCertManager(user) { return body.signer?.isCustom == true }
        guard let node = subject.node else { return false }
        if KnownIdentity.isNode(user) { return user.username == node }
        if KnownIdentity.isBootstrap(user) || KnownIdentity.isNodeBootstrapper(user, form) {
            return body.signer == .kubeletClient
        }
        return KnownIdentity.isProvider(user, form) && body.signer?.isForKubelets == true
    }

    /// A refusal lowers it by one step only: that somebody asked is what matters.
    private static func severity(
        _ event: AuditEvent, _ body: CertificateRequestBody, _ outcome: AuditOutcome
    ) -> Severity {
        let gravest: Severity =
            switch body.signer {
            case .custom: .medium
            case .kubeletServing: .high
            default: .critical
            }
        if event.isDryRun { return .medium }
        if case .refused = outcome { return min(gravest, .high) }
        return gravest
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ subject: PrivilegedSubject, _ body: CertificateRequestBody,
        _ outcome: AuditOutcome
    ) -> String {
        let signer = body.signerName.map { " of signer \(AuditEvent.shown($0))" } ?? ""
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        return "\(event.actorText) asked for a certificate\(signer) in the CertificateSigningRequest "
            + "\(event.objectName(target))\(body.subjectClause)\(dryRun): that is \(subject.text), and whoever holds it "
            + "acts as such until it expires\(outcome.clause)."
    }
}

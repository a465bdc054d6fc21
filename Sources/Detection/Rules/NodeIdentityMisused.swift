// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2005: a node or bootstrap identity asked for a certificate that is none of its business, or approved one.
package struct NodeIdentityMisused: AuditRule {
    package static let needles = ["certificatesigningrequests", "podcertificaterequests"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event),
            target.isCertificateRequest || target.isPodCertificateRequest,
            let actor = event.identities.first(where: { KnownIdentity.isNode($0) || KnownIdentity.isBootstrap($0) })
        else { return nil }
        let body = CertificateRequestBody(event)
        let outcome = AuditOutcome(event)
        var found: Deed?
        switch target.subresource {
        case "" where event.creates(body?.isFresh == true):
            found = Deed(request: body, target, by: actor, outcome)
        case "approval", "status":
            if event.isWrite { found = Deed(write: event, target) }
        default: break
        }
        guard let deed = found else { return nil }
        var severity = deed.severity
        if case .refused = outcome { severity = min(severity, .high) }
        if event.isDryRun { severity = min(severity, .medium) }
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        return Finding(
            rule: Self.info, severity: severity,
            reason: "\(event.actorText) \(deed.text) in the \(target.certificateRequestKind) "
                + "\(event.objectName(target))\(body?.subjectClause ?? "")\(dryRun), which no kubelet does: somebody else "
                + "may hold its credential\(outcome.clause).")
    }

    /// What it did that it should not.
    private struct Deed {
        var text: String
        var severity: Severity

        private init(_ text: String, _ severity: Severity = .critical) {
            self.text = text
            self.severity = severity
        }

        /// nil if the request is one that a kubelet makes.
        init?(
            request body: CertificateRequestBody?, _ target: RequestTarget, by actor: AuditUser, _ outcome: AuditOutcome
        ) {
            let node = KnownIdentity.isNode(actor) ? KnownIdentity.nodeName(actor) : nil
            guard let body else {
                // Only NodeRestriction refuses a node; without a body that is all there is to see.
                guard node != nil, outcome == .refused(403) else { return nil }
                self.init("was refused what it asked for (the audit level leaves out what that was)", .medium)
                return
            }
            if target.isPodCertificateRequest {
                guard node == nil || body.pod?.nodeName != node else { return nil }
                self.init("asked for the certificate of a pod that is not its own")
                return
            }
            let isOwnSigner = body.signer == .kubeletClient || body.signer == .kubeletServing && node != nil
            if isOwnSigner {
                guard let foreign = Self.foreignSubject(body, of: node) else { return nil }
                self = foreign
            } else if body.signer?.isCustom == true {
                self.init("asked a signer that serves no kubelet", .high)
            } else {
                self.init("asked for a certificate of another signer than the kubelet's")
            }
        }

        /// nil if the subject is the node's own; of a bootstrap identity, if it is a node's.
        private static func foreignSubject(_ body: CertificateRequestBody, of node: String?) -> Deed? {
            guard let content = body.content, !content.requests.isEmpty else {
                return Deed("sent something that is no certificate request", .high)
            }
            let isOwn = content.requests.allSatisfy { request in
                let names = request.subject.commonNames
                guard request.subject.organizations == ["system:nodes"], names.count == 1 else { return false }
                return node.map { names == ["system:node:\($0)"] } ?? names[0].hasPrefix("system:node:")
            }
            return isOwn ? nil : Deed("asked for a certificate of another subject than its own")
        }

        /// Whatever it writes there: a kubelet writes nothing. A denial gives nobody anything.
        init(write event: AuditEvent, _ target: RequestTarget) {
            switch CertificateStatusChange(event).decision {
            case .denied: self.init("denied a certificate", .medium)
            default: self.init(target.subresource == "approval" ? "approved a certificate" : "signed a certificate")
            }
        }
    }
}

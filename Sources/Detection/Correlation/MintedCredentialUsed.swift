// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-3004: a certificate or token that somebody odd asked for was used.
enum MintedCredentialUsed: JoinRule {
    static func joins(of key: String, _ ledger: Ledger) -> [Join] {
        guard let minted = ledger.mint(of: key), let first = ledger.firstUse(of: key) else { return [] }
        let chain = chain(of: minted, ledger)
        let isCertificate = CredentialKey.isCertificate(key)
        let asker = chain.last.map { AuditSentence.shown($0.request.username, or: "somebody") } ?? "somebody"
        let steps = chain.dropFirst().map {
            " \(AuditSentence.shown($0.request.username, or: "somebody"))'s own credential was made the same way."
        }
        let stolen = chain.compactMap(\.request.credentialID).first { ledger.thefts[$0] != nil }
        let taken = stolen.flatMap { ledger.thefts[$0]?.first }.map {
            " It was asked for with a stolen credential: \($0.credential.shownName), taken on \($0.host.printable) by \($0.actor)."
        }
        let reason =
            "The \(isCertificate ? "certificate" : "token") that \(asker) asked for at \(minted.request.time.second) from "
            + "\(minted.request.sourceIPs.last?.printable ?? "an unknown address") was used at \(first.use.time.second) from "
            + "\(first.source.printable) as \(AuditSentence.shown(first.use.username, or: "an unknown user")) to "
            + "\(AuditSentence.shown(first.use.verb, or: "ask for")) \(AuditSentence.object(first.use.event))."
            + steps.joined() + (taken ?? "")
        let approvals = minted.certificateRequest.flatMap { ledger.cases[$0] }
        let partners =
            chain.compactMap(\.alert?.id)
            + [approvals?.createdAlert?.id, approvals?.approvedAlert?.id].compactMap(\.self)
        let others =
            chain.dropFirst().map(\.key) + chain.compactMap(\.request.credentialID).filter { ledger.thefts[$0] != nil }
        return [
            Join(
                name: [info.id, key],
                finding: Finding(rule: info, severity: stolen == nil ? info.severity : .critical, reason: reason),
                request: first.use, credential: minted.credential, key: key, partners: Set(partners).sorted(),
                otherKeys: Set(others).sorted(),
                remediation: JoinRemediation.ofMinted(minted, isCertificate: isCertificate))
        ]
    }

    /// The credential, the one that it was asked for with if that was made so too, and so on back.
    private static func chain(of minted: Issuance, _ ledger: Ledger) -> [Issuance] {
        var chain = [minted]
        while chain.count < maximumChain, let id = chain.last?.request.credentialID, let before = ledger.mint(of: id),
            !chain.contains(before)
        {
            chain.append(before)
        }
        return chain
    }

    private static let maximumChain = 16
}

extension Ledger {
    /// How a credential came into being, if somebody should look at it: by whoever asked for it. Of a certificate that is
    /// not whoever signed it, which kube-controller-manager does by routine.
    func mint(of key: String) -> Issuance? {
        guard var minted = issued[key] else { return nil }
        if let one = minted.certificateRequest.flatMap({ cases[$0] }) {
            let asked = one.createdAlert ?? one.approvedAlert ?? minted.alert
            if let created = one.created ?? one.approved { minted.request = created }
            minted.alert = [asked, one.approvedAlert, minted.alert].compactMap(\.self).first(where: \.isGrave)
        }
        return minted.alert?.isGrave == true ? minted : nil
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-3001: a stolen certificate was used from elsewhere.
enum StolenCertificateUsed: JoinRule {
    /// By the certificate's own fingerprint.
    static func joins(of key: String, _ ledger: Ledger, _ settings: CorrelationSettings) -> [Join] {
        guard CredentialKey.isCertificate(key), let thefts = ledger.thefts[key] else { return [] }
        return StolenUse.all(of: thefts, key: key, ledger, settings).map { one in
            let reason =
                "\(one.theft.credential.shownNameFirst), \(one.theftClause), was \(one.useClause)\(one.homesClause). "
                + "The audit log names the very certificate."
            return join(one, key: key, thefts, severity: one.homesUnknown ? .high : .critical, reason: reason)
        }
    }

    /// By the user alone, where a request names no credential: API servers before 1.32, and what the holder of a
    /// front-proxy key makes up.
    static func joins(ofUser user: String, _ ledger: Ledger, _ settings: CorrelationSettings) -> [Join] {
        let thefts = (ledger.stolenUsers[user] ?? []).sorted().flatMap { ledger.thefts[$0] ?? [] }
            .filter { CredentialKey.isCertificate($0.key) }
        let key = CredentialKey.user(user)
        return StolenUse.all(of: thefts, key: key, ledger, settings).map { one in
            let hasIDs = ledger.keysOfUser[user]?.isEmpty == false
            let doubt =
                hasIDs
                ? "The request names no credential although others of this user do, as one through a front proxy."
                : "This cluster's audit log names no credentials, so the user and the new address are all that joins them."
            let reason =
                "\(one.theft.credential.shownNameFirst), \(one.theftClause), may have been \(one.useClause)"
                + "\(one.homesClause). \(doubt)"
            return join(one, key: one.theft.key, thefts, severity: .medium, reason: reason)
        }
    }

    /// After the theft of a front-proxy key: requests without a credential, of users who have one.
    static func joinsOfFrontProxy(_ user: String, _ ledger: Ledger, _ settings: CorrelationSettings) -> [Join] {
        guard ledger.keysOfUser[user]?.isEmpty == false else { return [] }
        let thefts = ledger.thefts.values.flatMap(\.self).filter(\.isFrontProxy)
        guard !thefts.isEmpty else { return [] }
        return StolenUse.all(of: thefts, key: CredentialKey.user(user), ledger, settings).map { one in
            let reason =
                "The front-proxy credential, \(one.theftClause), lets its holder name any user; "
                + "\(AuditSentence.shown(user, or: "a user")), whose requests name a credential as a rule, was \(one.useClause) without one"
                + "\(one.homesClause)."
            return join(one, key: one.theft.key, thefts, severity: .medium, reason: reason)
        }
    }

    private static func join(
        _ one: StolenUse, key: String, _ thefts: [Theft], severity: Severity, reason: String
    ) -> Join {
        Join(
            name: [info.id, key, one.use.username ?? "", one.source],
            finding: Finding(rule: info, severity: severity, reason: reason), request: one.use,
            credential: one.theft.credential, key: key, partners: thefts.map(\.alertID).sorted(),
            remediation: JoinRemediation.ofStolen(one.theft, source: one.source))
    }
}

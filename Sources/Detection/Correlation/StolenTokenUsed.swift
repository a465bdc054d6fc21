// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-3002: a stolen service-account token was used from elsewhere.
enum StolenTokenUsed: JoinRule {
    static func joins(of key: String, _ ledger: Ledger, _ settings: CorrelationSettings) -> [Join] {
        guard !CredentialKey.isCertificate(key), let thefts = ledger.thefts[key] else { return [] }
        return StolenUse.all(of: thefts, key: key, ledger, settings).map { one in
            let isNamed = CredentialKey.isToken(key)
            let proof =
                isNamed
                ? "The audit log names the very token."
                : "Tokens of this kind have no id in the audit log: the account and the new address join them."
            let severity: Severity = !isNamed ? .high : one.homesUnknown ? .high : .critical
            let reason =
                "\(one.theft.credential.shownNameFirst), \(one.theftClause), was \(one.useClause)\(one.homesClause). \(proof)"
            return Join(
                name: [info.id, key, one.source], finding: Finding(rule: info, severity: severity, reason: reason),
                request: one.use, credential: one.theft.credential, key: key,
                partners: thefts.map(\.alertID).sorted(),
                remediation: JoinRemediation.ofStolen(one.theft, source: one.source))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-2003: whoever asked for a certificate approved it.
enum SelfApproval: JoinRule {
    static func joins(of name: String, _ ledger: Ledger) -> [Join] {
        guard let one = ledger.cases[name], let approved = one.approved, let approver = approved.username,
            !approver.isEmpty, one.created?.username ?? one.requester == approver
        else { return [] }
        if let created = one.created,
            created.time.distance(to: approved.time) > CorrelationLimits.requestLife
        {
            return []
        }
        let ids = [one.created?.credentialID, approved.credentialID].compactMap(\.self)
        let same = ids.count == 2 && ids[0] == ids[1] ? ", with the same credential" : ""
        let asked = one.created.map { " asked for it at \($0.time.second) and" } ?? " is named as its requester and"
        let reason =
            "\(AuditSentence.shown(approver, or: "somebody"))\(asked) approved the CertificateSigningRequest "
            + "\(AuditSentence.shown(name, or: "without a name")) at \(approved.time.second)\(same): nobody else looked at it."
        let key = approved.credentialID ?? CredentialKey.user(approver)
        return [
            Join(
                name: [info.id, name, approved.auditID ?? "", approver],
                finding: Finding(rule: info, reason: reason), request: approved, credential: nil, key: key,
                partners: [one.createdAlert?.id, one.approvedAlert?.id].compactMap(\.self).sorted(),
                otherKeys: ["csr=\(name)"] + (one.issued.map { [$0] } ?? []),
                remediation: JoinRemediation.ofSelfApproval(name: name, approver: approver))
        ]
    }
}

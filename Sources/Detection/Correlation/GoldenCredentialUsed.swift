// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-3003: after the theft of a signing key, a credential was used that nobody issued.
enum GoldenCredentialUsed: JoinRule {
    /// - Parameter isSettled: what would explain the credential has had its time to arrive.
    static func joins(
        of key: String, _ ledger: Ledger, _ settings: CorrelationSettings, isSettled: (WallTime) -> Bool
    ) -> [Join] {
        let isCertificate = CredentialKey.isCertificate(key)
        guard isCertificate || CredentialKey.isToken(key), ledger.known[key] == nil, ledger.issued[key] == nil,
            ledger.thefts[key] == nil, let first = ledger.firstUse(of: key), isSettled(first.use.time)
        else { return [] }
        let thefts = ledger.signingKeyThefts(certificates: isCertificate)
        guard let theft = thefts.first,
            first.use.time >= theft.time.earlier(by: CorrelationLimits.skew)
        else { return [] }
        let doubts = doubts(first.use, isCertificate, ledger, settings)
        let severity: Severity = doubts.isEmpty ? .critical : .medium
        let kind = isCertificate ? "certificate" : "service-account token"
        let reason =
            "\(AuditSentence.shown(first.use.username, or: "a user")) acted at \(first.use.time.second) from "
            + "\(first.source.printable) with a \(kind) that was never seen before, that no request to the API server "
            + "made and that lies in no watched file, after \(theft.credential.shownName) was taken on "
            + "\(theft.host.printable) at \(theft.time.second) by \(theft.actor). Its holder can make such a \(kind)."
            + doubts.map { " \($0)" }.joined()
        return [
            Join(
                name: [info.id, key], finding: Finding(rule: info, severity: severity, reason: reason),
                request: first.use, credential: nil, key: key, partners: thefts.map(\.alertID).sorted(),
                otherKeys: [theft.key], remediation: JoinRemediation.ofGolden(theft, isCertificate: isCertificate))
        ]
    }

    /// Why it may be innocent, in sentences.
    private static func doubts(
        _ use: RequestFacts, _ isCertificate: Bool, _ ledger: Ledger, _ settings: CorrelationSettings
    ) -> [String] {
        var doubts: [String] = []
        if !settings.isAuditComplete {
            doubts.append(
                "Another API server, whose log does not arrive here, may have issued it (say so with "
                    + "--audit-complete where all arrive).")
        }
        if let begin = ledger.begin, begin.distance(to: use.time) < CorrelationLimits.beginning, !isCertificate {
            doubts.append("The log begins shortly before, so it may have been issued earlier.")
        }
        guard isCertificate else { return doubts }
        let others = ledger.keysOfUser[use.username ?? ""]?.count ?? 0
        if others < 2, !GoldenCredentialUsed.isPrivileged(use) {
            doubts.append("No other certificate of this user was seen, so this may be its first use in a long time.")
        }
        let isSignedUnseen = ledger.cases.values.contains { one in
            one.issued == nil && one.time <= use.time && one.time.distance(to: use.time) < CorrelationLimits.requestLife
                && (one.created?.username == use.username || one.requester == use.username)
        }
        if isSignedUnseen {
            doubts.append("A certificate request of this user was made before it, and what came of it was not logged.")
        }
        return doubts
    }

    private static func isPrivileged(_ use: RequestFacts) -> Bool {
        let groups = use.groups ?? []
        return groups.contains("system:masters") || groups.contains("kubeadm:cluster-admins")
    }
}

extension Ledger {
    /// The earliest use, and its address.
    func firstUse(of key: String) -> (source: String, use: RequestFacts)? {
        uses[key]?.min { ($0.value.time, $0.key) < ($1.value.time, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Of the keys that sign client certificates, or service-account tokens, the earliest first.
    func signingKeyThefts(certificates: Bool) -> [Theft] {
        thefts.values.flatMap(\.self).filter { certificates ? $0.isAuthority : $0.isServiceAccountKey }
            .sorted { ($0.time, $0.alertID) < ($1.time, $1.alertID) }
    }
}

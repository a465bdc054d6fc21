// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-3005: after the theft of a node's credential, that node asked for certificates or tokens that it should not.
enum NodeIdentityEscalates: JoinRule {
    private static let rules: Set<String> = ["KW-2001", "KW-2002", "KW-2004", "KW-2005", "KW-2006", "KW-2007"]

    static func joins(ofUser user: String, _ ledger: Ledger) -> [Join] {
        guard user.hasPrefix("system:node:"), let keys = ledger.stolenUsers[user] else { return [] }
        let thefts = keys.flatMap { ledger.thefts[$0] ?? [] }.sorted { ($0.time, $0.alertID) < ($1.time, $1.alertID) }
        guard let theft = thefts.first else { return [] }
        let from = theft.time.earlier(by: CorrelationLimits.skew)
        let acts = (ledger.actsOfUser[user] ?? []).filter { act in
            act.request.time >= from && act.severity > .info && act.rules.contains(where: rules.contains)
        }
        return acts.sorted { ($0.request.time, $0.id) < ($1.request.time, $1.id) }.map { act in
            let reason =
                "\(theft.credential.shownNameFirst) was taken on \(theft.host.printable) at \(theft.time.second) by "
                + "\(theft.actor); then that node did what no kubelet does: \(act.what)"
            return Join(
                name: [info.id, theft.key, act.id],
                finding: Finding(
                    rule: info, severity: act.request.isDone && act.severity >= .medium ? .critical : .high,
                    reason: reason),
                request: act.request, credential: theft.credential, key: theft.key,
                partners: (thefts.map(\.alertID) + [act.id]).sorted(),
                remediation: JoinRemediation.ofNode(theft, user: user))
        }
    }
}

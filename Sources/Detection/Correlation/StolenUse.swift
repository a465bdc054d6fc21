// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A stolen credential, and a request made with it from where it does not belong: what KW-3001 and KW-3002 share.
struct StolenUse {
    let theft: Theft
    let use: RequestFacts
    let source: String
    let homesUnknown: Bool

    /// - Parameter key: what the uses stand under: the credential's own id, or its user.
    static func all(of thefts: [Theft], key: String, _ ledger: Ledger, _ settings: CorrelationSettings) -> [StolenUse] {
        guard let theft = thefts.min(by: { ($0.time, $0.alertID) < ($1.time, $1.alertID) }),
            let uses = ledger.uses[key]
        else { return [] }
        let homes = Homes(of: thefts, ledger, settings)
        let from = theft.time.earlier(by: CorrelationLimits.skew)
        return uses.sorted { $0.key < $1.key }.compactMap { source, use in
            // What was at home with it before the theft is no sign of it.
            guard use.time >= from, !homes.contain(source), !ledger.sawPod(use, at: source, before: from) else {
                return nil
            }
            return StolenUse(theft: theft, use: use, source: source, homesUnknown: homes.areUnknown)
        }
    }

    /// `read at 2026-11-20T14:03:22Z on node-a by /usr/bin/curl (...)`
    var theftClause: String {
        "taken on \(theft.host.printable) at \(theft.time.second) by \(theft.actor)"
    }

    var useClause: String {
        let resource = AuditSentence.object(use.event)
        return
            "used at \(use.time.second) from \(source.printable) to \(AuditSentence.shown(use.verb, or: "ask for")) \(resource)"
    }

    var homesClause: String {
        homesUnknown
            ? ", and what addresses its node has is not known"
            : ", which is no address of its node nor of the configuration's homes"
    }
}

extension WallTime {
    /// To the second, for a sentence.
    var second: String { String(description.prefix(19)) + "Z" }
}

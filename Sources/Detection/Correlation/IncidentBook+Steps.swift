// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension IncidentBook {
    mutating func add(_ theft: Theft) {
        let step = IncidentStep(
            time: theft.time, kind: .theft, severity: theft.severity, alertID: theft.alertID, rules: theft.rules,
            place: theft.host.printable, actor: theft.actor, what: theft.what,
            credentialID: theft.credential.credentialID)
        add(step, keys: [theft.key], credentials: [theft.credential])
    }

    mutating func add(_ act: AlertReference, keys: Set<String>) {
        let request = act.request
        let kind: IncidentStep.Kind =
            switch request.subresource ?? "" {
            case "approval", "status": .approval
            case "token": .request
            case "" where request.resource == "certificatesigningrequests": .request
            default: .other
            }
        let step = IncidentStep(
            time: request.time, kind: kind, severity: act.severity, alertID: act.id, rules: act.rules,
            actor: AuditSentence.shown(request.username, or: "an unknown user"),
            address: request.sourceIPs.last?.printable, what: act.what, credentialID: request.credentialID)
        add(step, keys: keys)
    }

    mutating func add(_ join: Join, _ alert: Alert, _ ledger: Ledger) {
        let request = join.request
        let isApproval = join.finding.rule.id == SelfApproval.info.id
        let step = IncidentStep(
            time: request.time, kind: isApproval ? .approval : .use, severity: join.finding.severity, alertID: alert.id,
            rules: [join.finding.rule.id], actor: AuditSentence.shown(request.username, or: "an unknown user"),
            address: request.sourceIPs.last?.printable, what: join.finding.reason.printable,
            credentialID: request.credentialID)
        let keys = Set([join.key] + join.otherKeys + join.partners.map { "alert=\($0)" })
        add(
            step, keys: keys, isJoin: true, title: join.finding.reason.printable, remediation: join.remediation,
            credentials: join.credential.map { [$0] } ?? [])
    }
}

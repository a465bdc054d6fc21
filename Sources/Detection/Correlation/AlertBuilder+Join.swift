// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension AlertBuilder {
    /// The alert about a join; its event is the request that completes it.
    func alert(for join: Join) -> Alert {
        let event = join.request.event
        let rule = AlertRule(join.finding)
        var id = AlertID(kind: "join")
        id.add(join.name)
        var alert = Alert(
            id: id.value, time: event.time, source: .k8saudit, context: context, rules: [rule], upstream: [],
            audit: AlertAudit(event: event), outcome: AlertOutcome(event), enrichment: AlertEnrichment(missing: []),
            remediation: join.remediation, output: "", outputFields: FalcoAuditFields.of(event))
        alert.completeFalcoFields()
        alert.output = headline(alert, what: rule.reason)
        return alert
    }
}

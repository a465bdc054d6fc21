// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension AlertBuilder {
    /// nil if nothing fired.
    package func alert(
        for event: AuditEvent, findings: [Finding], upstream: [UpstreamRule], loss: AlertLoss? = nil
    ) -> Alert? {
        guard !findings.isEmpty else { return nil }
        let rules = findings.map(AlertRule.init).sorted { $0.id < $1.id }
        var alert = Alert(
            id: AlertID.of(event, rules: rules.map(\.id)), time: event.time, source: .k8saudit, context: context,
            rules: rules, upstream: upstream.sorted { $0.rawValue < $1.rawValue }, audit: AlertAudit(event: event),
            outcome: AlertOutcome(event),
            enrichment: AlertEnrichment(missing: event.malformed.map { "audit.\($0)" }.sorted()), loss: loss,
            remediation: Remediation.of(event), output: "", outputFields: FalcoAuditFields.of(event))
        alert.completeFalcoFields()
        alert.output = headline(alert, what: AuditSentence.of(event))
        return alert
    }
}

extension AlertID {
    /// An audit record is named by its request and by what it says: the client chooses the audit ID, and may not hide
    /// one act behind the id of another.
    static func of(_ event: AuditEvent, rules: [String]) -> String {
        var id = AlertID(kind: "audit")
        id.add(event.requestKey)
        id.add(bytes: event.contentDigestInput)
        id.add(rules.sorted())
        return id.value
    }
}

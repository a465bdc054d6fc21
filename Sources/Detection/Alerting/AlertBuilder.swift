// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Makes alerts of findings. Pure: no clock, no machine, so the same event always gives the same alert.
package struct AlertBuilder: Sendable {
    package var context: AlertContext

    package init(context: AlertContext) {
        self.context = context
    }

    /// nil if nothing fired.
    package func alert(
        for access: JudgedAccess, findings: [Finding], upstream: [UpstreamRule], loss: AlertLoss? = nil
    ) -> Alert? {
        guard !findings.isEmpty else { return nil }
        let event = access.event
        let rules = findings.map(AlertRule.init).sorted { $0.id < $1.id }
        let credential = access.file ?? access.newFile
        var alert = Alert(
            id: AlertID.of(event, rules: rules.map(\.id)), time: event.time, source: .syscall, context: context,
            rules: rules, upstream: upstream.sorted { $0.rawValue < $1.rawValue },
            file: AlertFile(
                facts: event.file, access: event.access, credential: credential,
                knowsInode: !event.missing.contains("file.id")),
            process: AlertProcess(facts: event.process, missing: Set(event.missing)),
            workload: event.workload.map(AlertWorkload.init),
            credentials: (event.credentials ?? []).map { AlertCredential($0, of: credential) },
            outcome: .unknown, allow: AlertAllow(nearest: access.allow.nearest, failed: access.allow.failed),
            enrichment: AlertEnrichment(missing: event.missing.sorted()), loss: loss, repeats: event.repeats,
            remediation: Remediation.of(event, credential), output: "", outputFields: [:])
        alert.outputFields = FalcoFields.of(event, credential: credential)
        alert.completeFalcoFields()
        alert.output = headline(alert, what: FileSentence.of(event))
        return alert
    }

    /// Time, priority, what happened: the line a chat message or a log viewer shows.
    func headline(_ alert: Alert, what: String) -> String {
        "\(alert.time) \(FalcoPriority(alert.severity).rawValue) \(alert.gravest?.title ?? ""): \(what)"
    }
}

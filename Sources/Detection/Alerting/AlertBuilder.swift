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
            id: AlertID.of(event.origin, rules: rules.map(\.id)), time: event.time, source: .syscall, context: context,
            rules: rules, upstream: upstream.sorted { $0.rawValue < $1.rawValue },
            file: AlertFile(
                facts: event.file, access: event.access, credential: credential,
                knowsInode: !event.missing.contains("file.id")),
            process: AlertProcess(facts: event.process, missing: Set(event.missing)),
            workload: event.workload.map(AlertWorkload.init),
            outcome: .unknown, allow: AlertAllow(nearest: access.allow.nearest, failed: access.allow.failed),
            enrichment: AlertEnrichment(missing: event.missing.sorted()), loss: loss,
            remediation: credential.map(Remediation.of) ?? [Remediation.ofDirectory], output: "", outputFields: [:])
        alert.outputFields = FalcoFields.of(event, credential: credential)
        alert.completeFalcoFields()
        alert.output = headline(alert, what: Self.sentence(event))
        return alert
    }

    /// Time, priority, what happened: the line a chat message or a log viewer shows.
    func headline(_ alert: Alert, what: String) -> String {
        "\(alert.time) \(FalcoPriority(alert.severity).rawValue) \(alert.gravest?.title ?? ""): \(what)"
    }

    private static func sentence(_ event: FileEvent) -> String {
        let process = AlertProcess(facts: event.process, missing: Set(event.missing))
        let pid = process.knowsPID ? "\(event.process.pid)" : "?"
        let uid = process.knowsUID ? "\(event.process.uid)" : "?"
        var text = "\(event.process.exe.path) (pid=\(pid) uid=\(uid)"
        if let loginUID = event.process.loginUID { text += " loginuid=\(loginUID)" }
        if let parent = event.process.ancestors.first { text += " parent=\(parent.exePath ?? parent.comm)" }
        if let pod = event.workload?.pod, let namespace = event.workload?.namespace {
            text += " pod=\(namespace.printable)/\(pod.printable)"
        } else if let unit = event.workload?.unit {
            text += " unit=\(unit.printable)"
        }
        text += ") \(event.access.pastTense) "
        if event.access.kind.hasTwoNames, let old = event.file.oldPath, let new = event.file.newPath {
            return text + "\(old) to \(new)"
        }
        return text + event.file.pathname.text
    }
}

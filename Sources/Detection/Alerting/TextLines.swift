// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The indented lines of a text alert. Everything in them has been escaped.
enum TextLines {
    private static let labelWidth = 10

    static func line(_ label: String, _ text: String) -> String {
        "  " + label + String(repeating: " ", count: max(1, labelWidth - label.count)) + text
    }

    static func file(_ alert: Alert) -> [String] {
        guard let file = alert.file else { return [] }
        var lines = [line("file", "\(file.facts.pathname)\(kind(file)), \(file.deed)")]
        if let opened = file.facts.openedAs, opened != file.facts.pathname {
            lines.append(line("opened as", opened.text))
        }
        if let old = file.facts.oldPath, old != file.facts.pathname { lines.append(line("from", old.text)) }
        if let new = file.facts.newPath, new != file.facts.pathname { lines.append(line("to", new.text)) }
        if let count = alert.repeats { lines.append(line("repeats", FileSentence.repeats(count, last: alert.time))) }
        return lines
    }

    private static func kind(_ file: AlertFile) -> String {
        guard let credential = file.credential else { return "" }
        return " (\(credential.credentialClass.rawValue) of \(credential.component.printable))"
    }

    static func process(_ alert: Alert) -> [String] {
        guard let subject = alert.process else { return [] }
        let process = subject.facts
        let pid = subject.knowsPID ? "\(process.pid)" : "unknown"
        let uid = subject.knowsUID ? "\(process.uid)" : "unknown"
        var marks: [String] = []
        switch process.exe.identity {
        case .forged: marks.append("forged: it executed another file")
        case .unknown: marks.append("its execution was not seen")
        case .exec, nil: break
        }
        if process.exe.deleted { marks.append("deleted") }
        if process.exe.memfd { marks.append("in memory only") }
        if !process.exe.inHostMountNamespace { marks.append("in a container's view") }
        let mark = marks.isEmpty ? "" : " [\(marks.joined(separator: ", "))]"
        let login = process.loginUID.map { ", login uid \($0)" } ?? ", no login"
        let terminal = process.tty.map { " on \($0.printable)" } ?? ""
        var lines = [
            line("who", "\(process.exe.path)\(mark), pid \(pid), uid \(uid)\(login)\(terminal)")
        ]
        let arguments = process.args.map(\.text).joined(separator: " ")
        if !arguments.isEmpty { lines.append(line("args", arguments + (process.argsTruncated ? " …" : ""))) }
        let chain = process.ancestors.map { "\($0.exePath ?? $0.comm) (\($0.pid))" }
        if !chain.isEmpty { lines.append(line("parents", chain.joined(separator: " < "))) }
        if let workload = alert.workload?.facts { lines.append(line("runs in", describe(workload))) }
        return lines
    }

    private static func describe(_ workload: Workload) -> String {
        if let pod = workload.pod, let namespace = workload.namespace {
            let image = workload.image.map { " of \($0)" } ?? ""
            return "pod \(namespace)/\(pod)\(image)".printable
        }
        return (workload.containerID.map { "container \($0)" } ?? workload.unit ?? workload.cgroup).printable
    }

    static func audit(_ alert: Alert) -> [String] {
        guard let event = alert.audit?.event else { return [] }
        var who = AuditSentence.shown(event.user?.username, or: "unknown user")
        if let groups = event.user?.groups, !groups.isEmpty {
            who += " of \(AuditSentence.shown(groups.joined(separator: ", "), or: ""))"
        }
        var lines = [line("who", who)]
        if let impersonated = event.impersonatedUser?.username {
            lines.append(line("acting as", AuditSentence.shown(impersonated, or: "")))
        }
        let addresses = AuditSentence.shown(event.sourceIPs.joined(separator: ", "), or: "nowhere stated")
        lines.append(line("from", addresses))
        if let agent = event.userAgent { lines.append(line("with", AuditSentence.shown(agent, or: ""))) }
        let code = event.responseStatus?.code.map { ", answered \($0)" } ?? ""
        let verb = AuditSentence.shown(event.verb, or: "?")
        lines.append(line("asked", "\(verb) \(AuditSentence.object(event))\(code) (\(alert.outcome.rawValue))"))
        if let request = AlertCertificateRequest(event), let subject = subject(request) {
            lines.append(line("subject", subject))
        }
        lines.append(line("audit id", AuditSentence.shown(event.auditID, or: "none")))
        return lines
    }

    /// Whom a certificate request is for; nil if that is not known.
    private static func subject(_ request: AlertCertificateRequest) -> String? {
        let key = request.key.map { " (\(AuditSentence.shown($0, or: "")))" } ?? ""
        if let subject = request.subject { return AuditSentence.shown(subject.text, or: "nobody") + key }
        if let pod = request.podName { return "pod \(AuditSentence.shown(pod, or: ""))\(key)" }
        return request.unreadable.map { "could not be read: \($0.printable)" }
    }

    static func reasons(_ alert: Alert) -> [String] {
        var lines = alert.rules.map { rule in
            // The headline names a rule that is alone.
            line(
                "why", alert.rules.count == 1 ? rule.brief : "\(rule.title) (\(rule.severity.rawValue)): \(rule.brief)")
        }
        if let nearest = alert.allow?.nearest {
            let failed = TextList.shown(alert.allow?.failed ?? [], separator: "; ")
            lines.append(line("nearest", "\(nearest) would allow it, but \(failed)".printable))
        }
        if !alert.upstream.isEmpty {
            lines.append(line("upstream", alert.upstream.map(\.rawValue).joined(separator: ", ")))
        }
        if !alert.enrichment.missing.isEmpty {
            lines.append(line("unknown", TextList.fields(alert.enrichment.missing).printable))
        }
        if let loss = alert.loss {
            lines.append(line("loss", "\(loss.count) lost before this (\(loss.summary))".printable))
        }
        return lines + alert.remediation.map { line("do", $0) }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The form for people: a block an alert, the headline first, then who, which file, why, and what to do.
package struct AlertTextEncoder: AlertEncoder {
    /// Mark the headline by severity with ANSI colours. Whether the output is a terminal is the caller's knowledge.
    package var colour: Bool

    package init(colour: Bool = false) {
        self.colour = colour
    }

    package func encode(_ alert: Alert) throws -> [UInt8] {
        var lines = [headline(alert)]
        lines += TextLines.file(alert)
        lines += TextLines.credentials(alert)
        lines += TextLines.process(alert)
        lines += TextLines.audit(alert)
        lines += TextLines.reasons(alert)
        lines.append(TextLines.line("alert", "\(alert.id) at \(alert.time) on \(alert.context.hostname.printable)"))
        return Array((lines.joined(separator: "\n") + "\n\n").utf8)
    }

    private func headline(_ alert: Alert) -> String {
        let word = alert.severity.rawValue.uppercased()
        let title = (alert.gravest?.title ?? "").printable
        return "\(paint(word, alert.severity))  \(title)"
    }

    private func paint(_ word: String, _ severity: Severity) -> String {
        guard colour else { return word }
        // SGR codes of ECMA-48: bold red, red, yellow, cyan, default.
        let code =
            switch severity {
            case .critical: "1;31"
            case .high: "31"
            case .medium: "33"
            case .low: "36"
            case .info: "0"
            }
        return "\u{1B}[\(code)m\(word)\u{1B}[0m"
    }
}

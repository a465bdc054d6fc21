// SPDX-License-Identifier: Apache-2.0

/// An element of `rules`: one finding.
package struct AlertRule: Sendable, Equatable, Encodable {
    package var id: String
    package var name: String
    /// The sentence for this match, safe to print.
    package var reason: String
    /// Of the text form alone: what the reason says beyond the alert's other lines, safe to print.
    package var brief: String
    package var severity: Severity
    package var attack: [String]

    private enum CodingKeys: String, CodingKey { case id, name, reason, severity, attack }

    package init(_ finding: Finding) {
        id = finding.rule.id
        name = finding.rule.name
        reason = finding.reason.printable
        brief = (finding.brief ?? finding.reason).printable
        severity = finding.severity
        attack = finding.rule.attack
    }

    /// Falco's `rule`: stable and free of paths and names, because consumers make it a metric label.
    package var title: String { "\(id) \(name)" }
}

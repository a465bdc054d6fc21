// SPDX-License-Identifier: Apache-2.0

/// An element of `rules`: one finding.
package struct AlertRule: Sendable, Equatable, Encodable {
    package var id: String
    package var name: String
    /// The sentence for this match, safe to print.
    package var reason: String
    package var severity: Severity
    package var attack: [String]

    package init(_ finding: Finding) {
        id = finding.rule.id
        name = finding.rule.name
        reason = finding.reason.printable
        severity = finding.severity
        attack = finding.rule.attack
    }

    /// Falco's `rule`: stable and free of paths and names, because consumers make it a metric label.
    package var title: String { "\(id) \(name)" }
}

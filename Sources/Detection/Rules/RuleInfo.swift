// SPDX-License-Identifier: Apache-2.0

/// What is known of a rule without any event: shown by `keyward rules` and carried by every alert.
package struct RuleInfo: Sendable, Equatable {
    /// `KW-1001`; never reused, never renumbered.
    package var id: String
    /// A few words, free of paths and names, so that it can be a metric label.
    package var name: String
    /// Of an ordinary match; a finding may be graver or milder.
    package var severity: Severity
    /// MITRE ATT&CK technique ids (`T1552.004`).
    package var attack: [String]
    /// Upstream rules whose cases this one covers.
    package var covers: [UpstreamRule]
    /// What it fires on, in one sentence.
    package var summary: String
    /// Why it matters, legitimate causes, how to tune, how to trigger it, what to rotate: a few plain paragraphs.
    package var explanation: String

    package init(
        id: String, name: String, severity: Severity, attack: [String], covers: [UpstreamRule], summary: String,
        explanation: String
    ) {
        self.id = id
        self.name = name
        self.severity = severity
        self.attack = attack
        self.covers = covers
        self.summary = summary
        self.explanation = explanation
    }
}

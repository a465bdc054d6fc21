// SPDX-License-Identifier: Apache-2.0

/// One rule that matched one event, with its reason.
package struct Finding: Sendable, Equatable {
    package var rule: RuleInfo
    /// Of this match; may differ from the rule's ordinary one.
    package var severity: Severity
    /// One sentence for the person who is woken by it: who did what to which file or object, and why that is wrong.
    package var reason: String
    /// What is wrong, for a form that shows who, which file and the nearest allow entry on lines of their own; nil where
    /// the reason holds nothing that would be said twice.
    package var brief: String?

    package init(rule: RuleInfo, severity: Severity? = nil, reason: String, brief: String? = nil) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.reason = reason
        self.brief = brief
    }
}

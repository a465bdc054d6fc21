// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What belongs together: the theft or the making of a credential, its use, and what was done with it.
package struct Incident: Sendable, Equatable {
    package static let schema = "keyward.incident/1"

    /// The same for the same credentials, whatever the order in which its events came.
    package var id: String
    /// That of its gravest alert: it only rises.
    package var severity: Severity
    /// One sentence: whose credential, what became of it.
    package var title: String
    /// By identity, without repetition.
    package var credentials: [Credential]
    /// By time.
    package var timeline: [IncidentStep]
    /// Plain sentences, the first step first.
    package var remediation: [String]

    package init(
        id: String, severity: Severity, title: String, credentials: [Credential], timeline: [IncidentStep],
        remediation: [String]
    ) {
        self.id = id
        self.severity = severity
        self.title = title
        self.credentials = credentials
        self.timeline = timeline
        self.remediation = remediation
    }
}

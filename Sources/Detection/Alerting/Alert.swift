// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What leaves the sensor: one event with every finding on it (`keyward.alert/1`, docs/events.md).
///
/// Its top level is also a valid Falco event, so that falcosidekick and whatever reads Falco's JSON takes it as it is;
/// they ignore the keys they do not know.
package struct Alert: Sendable, Equatable {
    package static let schema = "keyward.alert/1"

    /// The same event and findings always have the same id, so a repeated delivery can be told.
    package var id: String
    package var time: WallTime
    package var source: AlertSource
    package var context: AlertContext
    /// By rule id. Never empty.
    package var rules: [AlertRule]
    package var upstream: [UpstreamRule]
    package var file: AlertFile?
    package var process: AlertProcess?
    package var workload: AlertWorkload?
    package var audit: AlertAudit?
    /// Whose the file is, or of a directory the files in it; empty where that is not known.
    package var credentials: [AlertCredential] = []
    package var outcome: AlertOutcome
    package var allow: AlertAllow?
    package var enrichment: AlertEnrichment
    /// What it belongs to, as far as known when it was told.
    package var incident: AlertIncident?
    package var loss: AlertLoss?
    /// How many further accesses like the one of its event it stands for (`FileEvent.repeats`); nil for an ordinary one.
    package var repeats: UInt64?
    /// What to rotate or revoke, one plain sentence each.
    package var remediation: [String]
    /// Falco's sentence and fields, made of the above.
    package var output: String
    package var outputFields: [String: FalcoValue]

    /// The gravest finding, the first of equals: it gives the alert its severity and its Falco rule.
    package var gravest: AlertRule? {
        rules.max { $0.severity < $1.severity || ($0.severity == $1.severity && $0.id > $1.id) }
    }

    package var severity: Severity { gravest?.severity ?? .info }
}

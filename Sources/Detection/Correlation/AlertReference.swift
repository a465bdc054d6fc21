// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// An alert about an audit event, as far as joins need it.
package struct AlertReference: Sendable, Equatable, Codable {
    package var id: String
    package var severity: Severity
    package var rules: [String]
    /// Its sentence. Escaped.
    package var what: String
    package var request: RequestFacts

    init(_ alert: Alert, _ request: RequestFacts) {
        id = alert.id
        severity = alert.severity
        rules = alert.rules.map(\.id)
        what = alert.gravest?.reason ?? ""
        self.request = request
    }

    /// Somebody should look at it: no dry run, no refusal, no denial.
    var isGrave: Bool { severity >= .medium }
}

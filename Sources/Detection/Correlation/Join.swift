// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Two facts or more that belong together, and what that means: a finding about several events.
package struct Join: Sendable, Equatable {
    /// The same for the same facts: a join is told once.
    package var name: String
    package var finding: Finding
    /// The request that completes it: a use, an approval.
    package var request: RequestFacts
    package var credential: Credential?
    /// Of the credential that it is about.
    package var key: String
    /// Alerts about its other halves.
    package var partners: [String]
    /// Further credentials that its incident is about.
    package var otherKeys: [String]
    package var remediation: [String]

    init(
        name: [String], finding: Finding, request: RequestFacts, credential: Credential?, key: String,
        partners: [String], otherKeys: [String] = [], remediation: [String]
    ) {
        self.name = name.joined(separator: "|")
        self.finding = finding
        self.request = request
        self.credential = credential
        self.key = key
        self.partners = partners
        self.otherKeys = otherKeys
        self.remediation = remediation
    }
}

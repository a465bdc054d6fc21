// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// One event of an incident.
package struct IncidentStep: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A credential file was accessed.
        case theft
        /// A certificate or a token was asked for.
        case request
        /// A certificate was approved or signed.
        case approval
        /// A credential was used.
        case use
        /// Anything else that an alert told.
        case other
    }

    package var time: WallTime
    package var kind: Kind
    package var severity: Severity
    /// Of the alert that told it.
    package var alertID: String
    /// Rule ids, sorted.
    package var rules: [String]
    /// The node, or the audit log's cluster; nil if unknown.
    package var place: String?
    /// Who: `/usr/bin/curl, pid 4711, ssh user 1000`, or a Kubernetes user. Escaped already.
    package var actor: String
    /// The address that a request came from.
    package var address: String?
    /// What happened, as the alert's sentence says it. Escaped already.
    package var what: String
    /// `credentialID` of the credential it was about, or that it was done with.
    package var credentialID: String?

    package init(
        time: WallTime, kind: Kind, severity: Severity, alertID: String, rules: [String], place: String? = nil,
        actor: String, address: String? = nil, what: String, credentialID: String? = nil
    ) {
        self.time = time
        self.kind = kind
        self.severity = severity
        self.alertID = alertID
        self.rules = rules
        self.place = place
        self.actor = actor
        self.address = address
        self.what = what
        self.credentialID = credentialID
    }
}

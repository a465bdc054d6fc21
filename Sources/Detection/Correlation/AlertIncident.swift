// SPDX-License-Identifier: Apache-2.0

/// `incident` of an alert: what it belongs to.
package struct AlertIncident: Sendable, Equatable, Encodable {
    /// Of `keyward.incident/1`.
    package var id: String
    /// Ids of the other alerts that belong to it so far, the latest last.
    package var alerts: [String]

    /// Of those that are named.
    static let maximumAlerts = 32
}

// SPDX-License-Identifier: Apache-2.0

/// What Detection says of one event.
package struct DetectorVerdict: Sendable, Equatable {
    /// Where an event ended. Every event ends in exactly one of these, so they can be counted against each other.
    package enum Disposition: Sendable, Equatable {
        /// Neither name of the file is a credential path of any profile.
        case notACredential
        /// An allow entry covers it, and no rule fired that ignores allow entries.
        case allowed(by: String)
        /// No rule has anything to say of it.
        case quiet
        /// At least one rule fired.
        case alerted
    }

    package var disposition: Disposition
    package var alert: Alert?
    /// Rules of upstream products that fire on this event, whether or not one of ours does.
    package var upstream: [UpstreamRule]

    package init(disposition: Disposition, alert: Alert? = nil, upstream: [UpstreamRule] = []) {
        self.disposition = disposition
        self.alert = alert
        self.upstream = upstream.sorted { $0.rawValue < $1.rawValue }
    }

    /// Ids of our rules that fired, sorted.
    package var rules: [String] { alert?.rules.map(\.id) ?? [] }
}

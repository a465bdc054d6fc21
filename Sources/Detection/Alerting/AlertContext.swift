// SPDX-License-Identifier: Apache-2.0

/// What an alert says of where it was made. Comes from the machine in a live run and from the capture in a replay, so
/// that both give the same bytes.
package struct AlertContext: Sendable, Equatable {
    /// The node's name; `-` where nobody knows it (a bare audit log).
    package var hostname: String
    /// The cluster's name as configured.
    package var cluster: String?

    package init(hostname: String, cluster: String? = nil) {
        self.hostname = hostname
        self.cluster = cluster
    }

    /// Of a replay of records that do not say which machine saw them.
    package static let unknown = AlertContext(hostname: "-")
}

// SPDX-License-Identifier: Apache-2.0

/// Bounds of what is remembered between events, and the times that joins allow for.
package enum CorrelationLimits {
    /// Clocks of nodes and API servers, and the order in which their records arrive, differ by so much. Nanoseconds.
    package static let skew: UInt64 = 5 * 60 * 1_000_000_000
    /// A request for a certificate is decided within it: kube-controller-manager deletes undecided ones after 24 h
    /// (pkg/controller/certificates/cleaner). Nanoseconds.
    package static let requestLife: UInt64 = 24 * 3600 * 1_000_000_000
    /// What is to join a credential that nobody issued may arrive so much later than its first use. Nanoseconds.
    package static let grace: UInt64 = 2 * 60 * 1_000_000_000
    /// Managed clusters hand on their audit events so much later. Nanoseconds.
    package static let lateness: UInt64 = 10 * 60 * 1_000_000_000
    /// A token that is first seen so soon after the log begins may have been issued before it: kubelets renew theirs
    /// within the hour. Nanoseconds.
    package static let beginning: UInt64 = 3600 * 1_000_000_000

    /// Different pairs of a credential and an address that it was used from. Each takes about 700 bytes.
    package static let maximumUses = 40_000
    /// Of one credential.
    package static let maximumSourcesOfOne = 64
    /// Of one that is stolen.
    package static let maximumSourcesOfStolen = 4_096
    package static let maximumIssued = 65_536
    package static let maximumRequests = 8_192
    package static let maximumThefts = 8_192
    package static let maximumKnown = 16_384
    /// Alerts that incidents are made of.
    package static let maximumSteps = 16_384
    /// Of one incident.
    package static let maximumStepsOfOne = 512
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Where a stolen credential is used from by right: the nodes it lies on, and what the configuration adds.
struct Homes {
    private let ranges: [NetworkRange]
    private let isKnown: Bool

    /// - Parameter thefts: of one credential.
    init(of thefts: [Theft], _ ledger: Ledger, _ settings: CorrelationSettings) {
        let hosts = Set(thefts.map(\.host)).compactMap { ledger.hosts[$0] }
        // A pod's requests come from the pod's own address, or from its node's.
        let isPods = thefts.contains { $0.credential.boundPod != nil }
        ranges = settings.homes + hosts.flatMap { $0.addresses + (isPods ? $0.pods : []) }
        isKnown = !ranges.isEmpty
    }

    /// Whether nothing at all is known of where it belongs.
    var areUnknown: Bool { !isKnown }

    /// An address that is none counts as foreign.
    func contain(_ text: String) -> Bool {
        guard let address = NetworkAddress(text) else { return false }
        return Self.loopback.contains { $0.contains(address) } || ranges.contains { $0.contains(address) }
    }

    /// Only a process on an API server's own node has it.
    private static let loopback = ["127.0.0.0/8", "::1"].compactMap { NetworkRange($0) }
}

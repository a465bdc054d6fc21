// SPDX-License-Identifier: Apache-2.0

/// What joins cannot know by themselves.
package struct CorrelationSettings: Sendable, Equatable {
    /// Where credentials of the watched nodes are used from by right, beside the addresses of the nodes.
    package var homes: [NetworkRange]
    /// Proxies whose word on the address behind them is taken. Of `sourceIPs` the last that is none of them counts.
    package var trustedProxies: [NetworkRange]
    /// The log of every API server of the cluster arrives here (`audit.complete`).
    package var isAuditComplete: Bool

    package init(homes: [NetworkRange] = [], trustedProxies: [NetworkRange] = [], isAuditComplete: Bool = false) {
        self.homes = homes
        self.trustedProxies = trustedProxies
        self.isAuditComplete = isAuditComplete
    }

    /// The address that a request came from: the peer of the API server, or what trusted proxies say is behind them.
    /// What stands further left came from the client.
    package func source(of addresses: [String]) -> String? {
        addresses.last { text in
            guard let address = NetworkAddress(text) else { return true }
            return !trustedProxies.contains { $0.contains(address) }
        } ?? addresses.first
    }
}

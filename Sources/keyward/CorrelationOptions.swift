// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection

/// What joins of thefts with uses need to know of the cluster.
struct CorrelationOptions: ParsableArguments {
    @Option(
        name: .customLong("home"),
        help: ArgumentHelp(
            "An address or network (10.0.0.0/8) from which the nodes' credentials are used by right, beside the nodes' own. May be repeated.",
            valueName: "network"))
    var homes: [String] = []

    @Option(
        name: .customLong("trusted-proxy"),
        help: ArgumentHelp(
            "A proxy before the API server whose word on the address behind it is taken. May be repeated.",
            valueName: "network"))
    var trustedProxies: [String] = []

    @Flag(
        name: .customLong("audit-complete"),
        help: "The log of every API server of the cluster arrives here: a credential that nobody issued is a forgery.")
    var isAuditComplete = false

    func validate() throws {
        _ = try settings
    }

    var settings: CorrelationSettings {
        get throws {
            CorrelationSettings(
                homes: try homes.map { try Self.range($0, of: "--home") },
                trustedProxies: try trustedProxies.map { try Self.range($0, of: "--trusted-proxy") },
                isAuditComplete: isAuditComplete)
        }
    }

    private static func range(_ text: String, of option: String) throws -> NetworkRange {
        guard let range = NetworkRange(text) else {
            throw ValidationError("\(option) \(text): not an address or network; write it like 10.0.0.7 or 10.0.0.0/8.")
        }
        return range
    }
}

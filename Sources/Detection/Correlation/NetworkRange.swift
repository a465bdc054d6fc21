// SPDX-License-Identifier: Apache-2.0

/// A network in CIDR notation (`10.0.0.0/8`, `fd00::/8`), or one address.
package struct NetworkRange: Sendable, Hashable, CustomStringConvertible {
    package let address: NetworkAddress
    /// Of the 128 bits.
    package let prefix: Int
    package let description: String

    /// nil if it is neither.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = NetworkAddress(first) else { return nil }
        let width = address.isIPv4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, let given = Int(parts[1]), (0...width).contains(given) else { return nil }
            length = given
        }
        self.address = address
        prefix = 128 - width + length
        description = text
    }

    package func contains(_ other: NetworkAddress) -> Bool {
        let (whole, rest) = prefix.quotientAndRemainder(dividingBy: 8)
        guard address.bytes[..<whole] == other.bytes[..<whole] else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        return address.bytes[whole] & mask == other.bytes[whole] & mask
    }
}

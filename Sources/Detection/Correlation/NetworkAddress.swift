// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// An IPv4 or IPv6 address, as 16 bytes; IPv4 as `::ffff:a.b.c.d` (RFC 4291 2.5.5.2), so that both spellings are one.
package struct NetworkAddress: Sendable, Hashable {
    package let bytes: [UInt8]

    /// nil if it is neither. A zone (`%eth0`) is left away.
    package init?(_ text: some StringProtocol) {
        let bare = text.prefix { $0 != "%" }
        guard let bytes = Self.ipv4(bare).map({ Self.mapped + $0 }) ?? Self.ipv6(bare) else { return nil }
        self.bytes = bytes
    }

    package var isIPv4: Bool { bytes.starts(with: Self.mapped) }

    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    private static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part -> UInt8? in
            guard part.utf8.count <= 3, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return UInt8(part)
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func ipv6(_ text: some StringProtocol) -> [UInt8]? {
        let halves = String(text).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard halves.count >= 3, halves.count <= 9 else { return nil }
        var groups: [UInt8] = []
        var gap: Int?
        for (index, group) in halves.enumerated() {
            if group.isEmpty {
                // `::` leaves one empty piece in the middle, two at an end.
                let isOuter = index == 0 && halves[1].isEmpty
                let isLast = index == halves.count - 1 && halves[index - 1].isEmpty
                if isOuter || isLast && gap == groups.count { continue }
                guard gap == nil else { return nil }
                gap = groups.count
            } else if index == halves.count - 1, group.contains(".") {
                guard let tail = ipv4(group) else { return nil }
                groups += tail
            } else {
                let isHexadecimal = group.utf8.count <= 4 && group.utf8.allSatisfy { Hexadecimal.isDigit($0) }
                guard isHexadecimal, let value = UInt16(group, radix: 16) else { return nil }
                groups += [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
        }
        guard let gap else { return groups.count == 16 ? groups : nil }
        guard groups.count < 16 else { return nil }
        let zeros = [UInt8](repeating: 0, count: 16 - groups.count)
        return Array(groups[..<gap]) + zeros + Array(groups[gap...])
    }
}

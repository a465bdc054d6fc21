// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The addresses of the host, in its own network namespace whichever this process is in, and the networks of its pods.
package struct NodeAddresses: Sendable, Equatable {
    /// Bare or in CIDR notation; sorted.
    package var own: [String]
    /// Networks that are reached directly through an interface which does not lead to the world: bridges of pods, and
    /// the single addresses that some network plugins route to each pod.
    package var pods: [String]

    /// Bytes of one of the kernel's tables.
    private static let maximumTable = 1 << 20

    package init(own: [String], pods: [String]) {
        self.own = own
        self.pods = pods
    }

    /// Reads `PROCFS/1/net`; empty where it cannot be read.
    package init(procfs: String) {
        let net = procfs + "/1/net/"
        own = Set(Self.local(Self.text(net + "fib_trie")) + Self.inet6(Self.text(net + "if_inet6"))).sorted()
        pods = Self.direct(Self.text(net + "route")).sorted()
    }

    /// `|-- 10.0.0.5` followed by `/32 host LOCAL` (kernel net/ipv4/fib_trie.c, fib_trie_seq_show).
    static func local(_ table: String) -> [String] {
        var addresses: [String] = []
        var last = ""
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.first == "|--", words.count > 1 {
                last = String(words[1])
            } else if words.starts(with: ["/32", "host", "LOCAL"]), !last.hasPrefix("127.") {
                addresses.append(last)
            }
        }
        return addresses
    }

    /// 32 digits, then interface, prefix, scope, flags, name (kernel net/ipv6/addrconf.c, if6_seq_show).
    static func inet6(_ table: String) -> [String] {
        table.split(separator: "\n").compactMap { line in
            guard let digits = line.split(separator: " ").first, digits.utf8.count == 32 else { return nil }
            var groups: [Substring] = []
            var rest = digits[...]
            while !rest.isEmpty {
                groups.append(rest.prefix(4))
                rest = rest.dropFirst(4)
            }
            return groups.joined(separator: ":")
        }
    }

    /// Interface, destination, gateway, flags, ..., mask in the eighth column; hexadecimal, in the machine's own order of
    /// bytes (kernel net/ipv4/fib_trie.c, fib_route_seq_show).
    static func direct(_ table: String) -> [String] {
        let rows = table.split(separator: "\n").dropFirst().map {
            $0.split(whereSeparator: { $0 == "\t" || $0 == " " })
        }
        .filter { $0.count >= 8 }
        let toWorld = Set(rows.filter { $0[7] == "00000000" }.map { $0[0] })
        return rows.compactMap { row in
            guard !toWorld.contains(row[0]), row[2] == "00000000", let network = UInt32(row[1], radix: 16),
                let mask = UInt32(row[7], radix: 16), mask.nonzeroBitCount >= 16
            else { return nil }
            let bytes = withUnsafeBytes(of: network) { Array($0) }
            return bytes.map(String.init).joined(separator: ".") + "/\(mask.nonzeroBitCount)"
        }
    }

    private static func text(_ path: String) -> String {
        guard let file = try? FileDescriptor.open(path, flags: O_RDONLY),
            let bytes = try? file.read(limit: maximumTable)
        else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}

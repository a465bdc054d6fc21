// SPDX-License-Identifier: Apache-2.0

/// Where the audit webhook listens: `HOST:PORT`, `[IPV6]:PORT`, or `:PORT` for all of this machine's addresses.
package struct WebhookAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or a number; nil for all addresses.
    package var host: String?
    /// 0: one that is free.
    package var port: Int

    /// nil if `text` is no address.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(where: { ":[]".contains($0) }) {
            return nil
        }
        self.host = host.isEmpty ? nil : String(host)
        self.port = Int(port)
    }

    package var description: String {
        guard let host else { return ":\(port)" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

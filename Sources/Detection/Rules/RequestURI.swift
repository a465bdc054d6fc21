// SPDX-License-Identifier: Apache-2.0

/// A request URI as the API server reads it. Audit records keep it raw: `%2D`, a trailing slash and a query all pass.
struct RequestURI {
    /// Unescaped, as net/url gives it to the API server's own path parser; nil if an escape is malformed.
    let path: String?
    private let query: Substring

    init(_ text: String) {
        let end = text.firstIndex(of: "?")
        path = Self.unescape(text[..<(end ?? text.endIndex)].utf8, plusIsSpace: false)
        query = end.map { text[text.index(after: $0)...] } ?? ""
    }

    /// The values of a query parameter. Like Go's url.ParseQuery, a pair with a semicolon or a malformed escape is
    /// dropped, not guessed at.
    func values(of name: String) -> [String] {
        query.utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            guard !pair.contains(UInt8(ascii: ";")) else { return nil }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = parts.first.flatMap({ Self.unescape($0, plusIsSpace: true) }), key == name else {
                return nil
            }
            return parts.count == 2 ? Self.unescape(parts[1], plusIsSpace: true) : ""
        }
    }

    private static func unescape(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexValue), let low = iterator.next().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(0x20)
            default:
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

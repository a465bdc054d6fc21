// SPDX-License-Identifier: Apache-2.0

/// One value inside a JSON text whose grammar was checked: a view of its bytes, read when asked.
///
/// It costs no memory beyond the text itself, however many values a hostile text packs into a byte. Names are compared
/// exactly, as sigs.k8s.io/json does for the API server (Go's own encoding/json would also take another case), and of
/// two members with one name the last counts, as in Go.
package struct JSONValue: Sendable {
    package enum Kind: String, Sendable {
        case object, array, string, number, bool, null
    }

    private let storage: [UInt8]
    private let range: Range<Int>
    package let kind: Kind

    /// Checks the whole of `bytes`, one JSON text. A byte order mark and NULs around it (the hole that a truncated
    /// log file leaves) are skipped.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var lower = 0
        var upper = bytes.count
        while upper > lower, bytes[upper - 1] == 0 { upper -= 1 }
        while lower < upper, bytes[lower] == 0 { lower += 1 }
        if bytes[lower..<upper].starts(with: [0xEF, 0xBB, 0xBF]) { lower += 3 }
        var scanner = JSONScanner(bytes, in: lower..<upper)
        scanner.skipWhitespace()
        let start = scanner.position
        guard start < upper else { throw JSONError(.empty, at: start) }
        try scanner.skipValue()
        let end = scanner.position
        scanner.skipWhitespace()
        guard scanner.position == upper else { throw JSONError(.trailingBytes, at: scanner.position) }
        self.init(checked: bytes, range: start..<end)
    }

    /// `range` must hold exactly one value of a checked text.
    init(checked storage: [UInt8], range: Range<Int>) {
        self.storage = storage
        self.range = range
        switch storage[range].first {
        case UInt8(ascii: "{"): kind = .object
        case UInt8(ascii: "["): kind = .array
        case UInt8(ascii: "\""): kind = .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): kind = .bool
        case UInt8(ascii: "n"), nil: kind = .null
        default: kind = .number
        }
    }

    /// The value's own bytes, as they were written.
    package var bytes: ArraySlice<UInt8> { storage[range] }

    /// The same value, no longer keeping the text around it in memory.
    package func detached() -> JSONValue {
        range.count == storage.count ? self : JSONValue(checked: Array(bytes), range: 0..<range.count)
    }

    package var isNull: Bool { kind == .null }

    package var string: String? {
        kind == .string ? JSONText.decode(storage[range].dropFirst().dropLast()) : nil
    }

    package var bool: Bool? {
        kind == .bool ? storage[range].first == UInt8(ascii: "t") : nil
    }

    /// A number as it was written, so that `201`, `201.0` and `2e2` can be told apart.
    package var numberText: String? {
        kind == .number ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Members in order, duplicates included; none if this is no object.
    package var members: JSONMembers { JSONMembers(storage: storage, range: kind == .object ? range : nil) }

    /// Elements in order; none if this is no array.
    package var elements: JSONElements { JSONElements(storage: storage, range: kind == .array ? range : nil) }

    /// Whether any string in it, however deep and names of members included, is `wanted`: in one pass over the bytes,
    /// because looking into each level of a hostile nesting would take time squared.
    package func containsString(_ wanted: String) -> Bool {
        var scanner = JSONScanner(storage, in: range)
        while scanner.advance(to: UInt8(ascii: "\"")) {
            let start = scanner.position
            guard (try? scanner.skipString()) != nil else { return false }
            if JSONText.decode(storage[(start + 1)..<(scanner.position - 1)]) == wanted { return true }
        }
        return false
    }

    /// The last member of that name; nil if there is none, or this is no object.
    package subscript(_ name: String) -> JSONValue? {
        var found: JSONValue?
        for member in members where member.isNamed(name) { found = member.value }
        return found
    }
}

/// Equal means written alike, byte for byte.
extension JSONValue: Equatable {
    package static func == (left: JSONValue, right: JSONValue) -> Bool { left.bytes == right.bytes }
}

extension JSONValue {
    /// A JSON string that holds `string`.
    package init(string: String) {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        self.init(checked: bytes, range: 0..<bytes.count)
    }
}

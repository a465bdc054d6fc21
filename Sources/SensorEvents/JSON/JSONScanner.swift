// SPDX-License-Identifier: Apache-2.0

/// Walks the bytes of a JSON text (RFC 8259), checking the grammar and building nothing.
///
/// It accepts what Go's encoding/json accepts: bytes in a string that are not UTF-8 and lone surrogates pass (they are
/// replaced when the string is read), raw control characters do not.
struct JSONScanner {
    let bytes: [UInt8]
    let end: Int
    private(set) var position: Int

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = max(0, range.lowerBound)
        end = min(bytes.count, range.upperBound)
    }

    /// The byte at the position, nil at the end.
    var peek: UInt8? { position < end ? bytes[position] : nil }

    mutating func skipWhitespace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Steps over one byte if it is `byte`.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Goes to the next `byte`; false if there is none.
    mutating func advance(to byte: UInt8) -> Bool {
        while position < end, bytes[position] != byte { position += 1 }
        return position < end
    }

    /// Steps over one whole value, without recursion.
    mutating func skipValue() throws(JSONError) {
        var open = JSONBracketStack()
        while true {
            skipWhitespace()
            guard let byte = peek else { throw JSONError(.truncated, at: position) }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                guard open.depth < JSONLimits.maximumDepth else { throw JSONError(.tooDeep, at: position) }
                let isObject = byte == UInt8(ascii: "{")
                open.push(object: isObject)
                position += 1
                skipWhitespace()
                if !skip(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    if isObject { try skipKey() }
                    continue
                }
                open.pop()
            } else {
                try skipScalar(byte)
            }
            guard try skipAfterValue(&open) else { return }
        }
    }

    /// After a value inside `open`: closes what closes here. False when nothing is open any more, true when another
    /// value must follow.
    private mutating func skipAfterValue(_ open: inout JSONBracketStack) throws(JSONError) -> Bool {
        while open.depth > 0 {
            skipWhitespace()
            guard let byte = peek else { throw JSONError(.truncated, at: position) }
            switch byte {
            case UInt8(ascii: ","):
                position += 1
                if open.isInObject {
                    skipWhitespace()
                    try skipKey()
                }
                return true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.isInObject == (byte == UInt8(ascii: "}")) else {
                    throw JSONError(.mismatchedBracket, at: position)
                }
                position += 1
                open.pop()
            default:
                throw JSONError(.unexpectedByte, at: position)
            }
        }
        return false
    }

    /// A member's name and the colon after it.
    mutating func skipKey() throws(JSONError) {
        guard let byte = peek else { throw JSONError(.truncated, at: position) }
        guard byte == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: position) }
        try skipString()
        skipWhitespace()
        guard let colon = peek else { throw JSONError(.truncated, at: position) }
        guard colon == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: position) }
        position += 1
    }

    private mutating func skipScalar(_ first: UInt8) throws(JSONError) {
        switch first {
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try skipLiteral("true")
        case UInt8(ascii: "f"): try skipLiteral("false")
        case UInt8(ascii: "n"): try skipLiteral("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
        default: throw JSONError(.unexpectedByte, at: position)
        }
    }

    private mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
        for byte in literal.description.utf8 {
            guard let next = peek else { throw JSONError(.truncated, at: position) }
            guard next == byte else { throw JSONError(.unexpectedByte, at: position) }
            position += 1
        }
    }
}

extension JSONScanner {
    /// A string with both its quotes.
    mutating func skipString() throws(JSONError) {
        position += 1
        while true {
            position = plainEnd()
            guard position < end else { throw JSONError(.truncated, at: position) }
            let byte = bytes[position]
            if byte < 0x20 { throw JSONError(.controlCharacter, at: position) }
            position += 1
            if byte == UInt8(ascii: "\"") { return }
            try skipEscape()
        }
    }

    /// Where the next byte is that ends a string, begins an escape or may not be in one; `end` if there is none. Eight
    /// bytes are looked at together: a borrow that makes a byte above the first one look so does no harm.
    private func plainEnd() -> Int {
        bytes.withUnsafeBytes { bytes in
            var index = position
            while index + 8 <= end {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quote = word ^ 0x2222_2222_2222_2222
                let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
                let ones: UInt64 = 0x0101_0101_0101_0101
                let found =
                    ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash
                        | (word &- 0x2020_2020_2020_2020) & ~word) & 0x8080_8080_8080_8080
                if found != 0 { return index + found.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < end {
                let byte = bytes[index]
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                index += 1
            }
            return index
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        guard let byte = peek else { throw JSONError(.truncated, at: position) }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            for _ in 0..<4 {
                guard let digit = peek else { throw JSONError(.truncated, at: position) }
                guard JSONText.hexValue(digit) != nil else { throw JSONError(.badEscape, at: position) }
                position += 1
            }
        default:
            throw JSONError(.badEscape, at: position)
        }
    }

    private mutating func skipNumber() throws(JSONError) {
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try skipDigits() }
        if skip(UInt8(ascii: ".")) { try skipDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try skipDigits()
        }
        // `01`, `1.2.3`, `1x`: what follows a number may only be structure or white space.
        switch peek {
        case nil, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return
        default: throw JSONError(.badNumber, at: position)
        }
    }

    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
        guard position == start else { return }
        throw JSONError(position < end ? .badNumber : .truncated, at: position)
    }
}

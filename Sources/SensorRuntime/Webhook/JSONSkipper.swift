// SPDX-License-Identifier: Apache-2.0

/// Steps over JSON values by their brackets and quotes alone, without checking what is inside, however deep it is.
struct JSONSkipper {
    private(set) var position: Int
    private var depth = 0
    private var isInString = false
    private var isInScalar = false

    init(at position: Int) {
        self.position = position
    }

    func peek(_ bytes: [UInt8]) -> UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Steps over one byte and returns where it was.
    mutating func step() -> Int {
        defer { position += 1 }
        return position
    }

    mutating func skipWhitespace(_ bytes: [UInt8]) {
        while position < bytes.count, Self.isWhitespace(bytes[position]) { position += 1 }
    }

    /// Goes on with the value that begins, or has begun, at the position.
    ///
    /// - Returns: whether it has ended; false when the position has reached `limit` before, nil if the bytes ended.
    mutating func skip(_ bytes: [UInt8], upTo limit: Int) -> Bool? {
        let end = min(bytes.count, max(limit, position + 1))
        while position < end {
            let byte = bytes[position]
            if isInString {
                position += 1
                if byte == UInt8(ascii: "\\") { position = min(position + 1, bytes.count) }
                guard byte == UInt8(ascii: "\"") else { continue }
                isInString = false
                if depth == 0 { return true }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                if depth == 0 && isInScalar { return endScalar() }
                isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0 && isInScalar { return endScalar() }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return endScalar() }
                depth -= 1
                if depth == 0 {
                    position += 1
                    return true
                }
            default:
                guard depth == 0 else { break }
                if byte == UInt8(ascii: ",") || Self.isWhitespace(byte) { return endScalar() }
                isInScalar = true
            }
            position += 1
        }
        guard position >= bytes.count else { return false }
        return depth == 0 && isInScalar ? endScalar() : nil
    }

    private mutating func endScalar() -> Bool {
        isInScalar = false
        return true
    }

    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

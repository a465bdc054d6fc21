// SPDX-License-Identifier: Apache-2.0

/// Walks bytes that claim to be UTF-8: each step is one valid scalar with its encoding, or one invalid byte.
struct UTF8Segments: Sequence, IteratorProtocol {
    enum Segment {
        case scalar(Unicode.Scalar, ArraySlice<UInt8>)
        case invalid(UInt8)
    }

    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Segment? {
        guard position < bytes.count else { return nil }
        let start = position
        let width = sequenceWidth(bytes[start])
        if width > 0, start + width <= bytes.count {
            let encoded = bytes[start..<(start + width)]
            // `String(validating:)` holds the rules for overlong forms and surrogates.
            if let string = String(validating: encoded, as: UTF8.self), let scalar = string.unicodeScalars.first {
                position += width
                return .scalar(scalar, encoded)
            }
        }
        position += 1
        return .invalid(bytes[start])
    }

    private func sequenceWidth(_ lead: UInt8) -> Int {
        switch lead {
        case 0x00...0x7F: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Reads the inside of a JSON string whose grammar was checked before.
enum JSONText {
    static func hexValue(_ digit: UInt8) -> UInt16? {
        switch digit {
        case 0x30...0x39: UInt16(digit - 0x30)
        case 0x41...0x46: UInt16(digit - 0x41 + 10)
        case 0x61...0x66: UInt16(digit - 0x61 + 10)
        default: nil
        }
    }

    /// `bytes` without the quotes. Like Go's encoding/json, each byte that is not UTF-8 and each surrogate without its
    /// other half becomes one U+FFFD.
    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return decodeUTF8(bytes) }
        var text = ""
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let escape = bytes[position...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.endIndex
            if escape > position { text += decodeUTF8(bytes[position..<escape]) }
            guard escape + 1 < bytes.endIndex else { break }
            position = escape + 2
            switch bytes[escape + 1] {
            case UInt8(ascii: "b"): text.unicodeScalars.append("\u{8}")
            case UInt8(ascii: "f"): text.unicodeScalars.append("\u{C}")
            case UInt8(ascii: "n"): text.unicodeScalars.append("\n")
            case UInt8(ascii: "r"): text.unicodeScalars.append("\r")
            case UInt8(ascii: "t"): text.unicodeScalars.append("\t")
            case UInt8(ascii: "u"): text.unicodeScalars.append(scalar(in: bytes, at: &position))
            case let other: text.unicodeScalars.append(Unicode.Scalar(other))
            }
        }
        return text
    }

    /// The four hexadecimal digits at `position`, with a second escape where the first is a high surrogate.
    private static func scalar(in bytes: ArraySlice<UInt8>, at position: inout Int) -> Unicode.Scalar {
        let first = codeUnit(in: bytes, at: position)
        position += 4
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard UTF16.isLeadSurrogate(first), position + 6 <= bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let second = codeUnit(in: bytes, at: position + 2)
        guard UTF16.isTrailSurrogate(second) else { return "\u{FFFD}" }
        position += 6
        return Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func codeUnit(in bytes: ArraySlice<UInt8>, at position: Int) -> UInt16 {
        bytes[position...].prefix(4).reduce(0) { $0 << 4 | (hexValue($1) ?? 0) }
    }

    private static func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> String {
        // ASCII, which is nearly everything, needs no repair.
        let ascii = bytes.withUnsafeBufferPointer { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        }
        if let ascii { return ascii }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for segment in UTF8Segments(bytes: Array(bytes)) {
            switch segment {
            case .scalar(let scalar, _): text.unicodeScalars.append(scalar)
            case .invalid: text.unicodeScalars.append("\u{FFFD}")
            }
        }
        return text
    }
}

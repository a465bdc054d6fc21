// SPDX-License-Identifier: Apache-2.0

extension JSONText {
    /// `string` with its quotes. Escaped is what RFC 8259 section 7 demands, and nothing else.
    static func write(_ string: String, to text: inout [UInt8]) {
        var string = string
        text.append(UInt8(ascii: "\""))
        string.withUTF8 { bytes in
            if bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
                text.append(contentsOf: bytes)
            } else {
                for byte in bytes { writeByte(byte, to: &text) }
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func writeByte(_ byte: UInt8, to text: inout [UInt8]) {
        switch byte {
        case 0x08: text += Array("\\b".utf8)
        case 0x09: text += Array("\\t".utf8)
        case 0x0A: text += Array("\\n".utf8)
        case 0x0C: text += Array("\\f".utf8)
        case 0x0D: text += Array("\\r".utf8)
        case 0x22: text += Array("\\\"".utf8)
        case 0x5C: text += Array("\\\\".utf8)
        case 0x00..<0x20: text += Array("\\u00\(Hexadecimal.text([byte]))".utf8)
        default: text.append(byte)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Bytes that an attacker may have chosen (a file name, an argument, a command name), made safe to print.
///
/// `text` is the bytes themselves where they are plain UTF-8; otherwise each byte or character that could break a line,
/// a terminal or a reader's eye (C0, C1, DEL, line and paragraph separators, bidirectional controls, invalid UTF-8) is
/// written as `\xNN` per byte, a backslash as `\\`, and `raw` keeps the bytes as they were.
package struct KernelString: Sendable, Hashable {
    package let text: String
    /// The original bytes, present only when `text` had to differ from them.
    package let raw: [UInt8]?

    package init(bytes: some Collection<UInt8>) {
        let escaped = Self.escape(bytes)
        text = escaped.text
        raw = escaped.changed ? Array(bytes) : nil
    }

    /// A string the sensor itself made, or one already known to be UTF-8.
    package init(_ string: String) {
        self.init(bytes: Array(string.utf8))
    }

    package var bytes: [UInt8] { raw ?? Array(text.utf8) }
}

extension KernelString {
    private static func escape(_ bytes: some Collection<UInt8>) -> (text: String, changed: Bool) {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C }) {
            return (String(decoding: bytes, as: UTF8.self), false)
        }
        var text = ""
        var changed = false
        for segment in UTF8Segments(bytes: Array(bytes)) {
            switch segment {
            case .scalar("\\", _):
                text += "\\\\"
            case .scalar(let scalar, let encoded) where isHostile(scalar):
                changed = true
                text += hex(encoded)
            case .scalar(let scalar, _):
                text.unicodeScalars.append(scalar)
            case .invalid(let byte):
                changed = true
                text += hex([byte])
            }
        }
        // Ordinary names with a backslash stay as they are; only beside an escape must it be doubled.
        return changed ? (text, true) : (String(decoding: bytes, as: UTF8.self), false)
    }

    private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return bytes.map { "\\x\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    }
}

extension KernelString: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

extension KernelString: CustomStringConvertible {
    package var description: String { text }
}

/// A plain string where text and bytes agree, else `{"raw": base64}`: the text follows from the bytes.
extension KernelString: Codable {
    private enum CodingKeys: String, CodingKey { case raw }

    package init(from decoder: any Decoder) throws {
        if let plain = try? decoder.singleValueContainer().decode(String.self) {
            self.init(plain)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(bytes: try container.decode(Data.self, forKey: .raw))
    }

    package func encode(to encoder: any Encoder) throws {
        if let raw {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(Data(raw).base64EncodedString(), forKey: .raw)
        } else {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A string of any of ASN.1's types, as text.
enum DERText {
    private static let universal: UInt8 = 28
    private static let bmp: UInt8 = 30

    /// Like Go's crypto/x509, which the API server uses, everything that is not of fixed width is taken for UTF-8; what is
    /// none of that is taken for Latin-1, so that no byte is lost.
    static func decode(_ element: DERReader.Element) -> String {
        switch element.tag {
        case bmp:
            String(decoding: units(element.contents, width: 2).map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self)
        case universal:
            String(decoding: units(element.contents, width: 4), as: UTF32.self)
        default: decode(element.contents)
        }
    }

    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }

    /// Big-endian numbers of that many bytes; what is left over is dropped.
    private static func units(_ bytes: ArraySlice<UInt8>, width: Int) -> [UInt32] {
        stride(from: bytes.startIndex, to: bytes.endIndex - (width - 1), by: width).map { start in
            bytes[start..<(start + width)].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }
}

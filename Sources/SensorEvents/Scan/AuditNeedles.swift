// SPDX-License-Identifier: Apache-2.0

/// Every way in which a text can stand in a line of JSON, so that a search for bytes misses no spelling of it.
package enum AuditNeedles {
    /// Marks that the decoders have to see, whatever the rules look for: CloudWatch's of a message that it cut, and a record
    /// that begins where another ended without its line feed.
    private static let ofDecoders = ["[Truncated...]", "}{\"kind\":"]
    /// Bytes that must stand before a quote for what stands before it to be worth searching for.
    private static let shortestPrefix = 3

    /// What to search lines for, so that each line is found that holds one of `texts` however it is spelt: plain, with
    /// quotes escaped because one JSON text stands inside another, slashes escaped, with characters written as `\uXXXX`, or with letters
    /// written as `%XX` in a URI.
    ///
    /// A spelling that is not plain has at least one character escaped, so the search is for those escapes: of lower
    /// case letters in general, and of the other characters that the texts hold.
    package static func searched(for texts: [String]) -> [[UInt8]] {
        let all = texts + ofDecoders
        var needles: Set<[UInt8]> = []
        for text in all {
            needles.insert(Array(text.utf8))
            needles.insert(Self.nested(text))
            needles.insert(text.utf8.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] })
        }
        for escape in ["\\u006", "\\u007", "%6", "%7", "\\u0025"] { needles.insert(Array(escape.utf8)) }
        for byte in Set(all.flatMap(\.utf8)) where !(0x60...0x7F).contains(byte) {
            let digits = String(byte, radix: 16)
            let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            needles.insert(Array("\\u\(padded)".utf8))
            needles.insert(Array("\\u\(padded.uppercased())".utf8))
        }
        return needles.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The search for `texts`; nil if there are none to search by, and every line has to be read.
    ///
    /// - Parameter uses: lets lines pass that hold none of `texts`.
    package static func search(for texts: [String]?, uses: UseFilter? = nil) -> LineSearch? {
        texts.flatMap { NeedleSearch(searched(for: $0)) }.map { LineSearch(needles: $0, uses: uses) }
    }

    /// As it begins in a JSON text inside a string, where a quote has one backslash or more before it: up to the first
    /// of them.
    private static func nested(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard let quote = bytes.dropFirst(shortestPrefix).firstIndex(of: UInt8(ascii: "\"")) else { return bytes }
        return bytes[..<quote] + [UInt8(ascii: "\\")]
    }
}

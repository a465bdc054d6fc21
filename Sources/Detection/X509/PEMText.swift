// SPDX-License-Identifier: Apache-2.0

/// The blocks of a PEM text (RFC 7468) that are of a kind.
enum PEMText {
    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    /// The contents of each block whose label ends in `kind`, in order; those of other labels are passed over.
    ///
    /// All of them, not the first: readers differ in what they take for a block, and a decoy before the true one must
    /// not hide it.
    static func blocks(of kind: String, in text: [UInt8]) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var position = text.startIndex
        while let start = find(begin, in: text, from: position),
            let labelEnd = find(dashes, in: text, from: start + begin.count)
        {
            let label = String(decoding: text[(start + begin.count)..<labelEnd], as: UTF8.self)
            let bodyStart = labelEnd + dashes.count
            position = bodyStart
            guard label.hasSuffix(kind) else { continue }
            let bodyEnd = find(end, in: text, from: bodyStart) ?? text.endIndex
            blocks.append(Base64Text.decode(body(text[bodyStart..<bodyEnd])))
            position = bodyEnd
        }
        return blocks
    }

    /// Without the headers (`Proc-Type: ...`) that may stand before an empty line.
    private static func body(_ lines: ArraySlice<UInt8>) -> [UInt8] {
        let newline = UInt8(ascii: "\n")
        return lines.split(separator: newline).filter { !$0.contains(UInt8(ascii: ":")) }.flatMap { $0 }
    }

    private static func find(_ wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        var position = start
        while let first = text[min(position, text.endIndex)...].firstIndex(of: wanted[0]) {
            if text[first...].starts(with: wanted) { return first }
            position = first + 1
        }
        return nil
    }
}

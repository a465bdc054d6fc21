// SPDX-License-Identifier: Apache-2.0

/// Writes a value as JSON on one line: keys sorted by their bytes, slashes plain, so that equal values are equal bytes.
///
/// Foundation's JSONEncoder gives the same bytes, for what is no Data, Date, URL or Decimal; why it is not used is in
/// docs/decisions/own-json-writer.md.
package enum JSONLine {
    /// Without a line feed.
    /// - Throws: what the value's `encode(to:)` throws, and `EncodingError` for a number that JSON has no word for.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let node = JSONNode()
        try value.encode(to: JSONNodeEncoder(node: node, codingPath: []))
        var text: [UInt8] = []
        text.reserveCapacity(4096)
        node.write(to: &text)
        return text
    }
}

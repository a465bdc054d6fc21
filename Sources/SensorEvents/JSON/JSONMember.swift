// SPDX-License-Identifier: Apache-2.0

/// One name and value of a JSON object.
package struct JSONMember {
    private let storage: [UInt8]
    /// Without the quotes.
    private let nameRange: Range<Int>
    private let valueRange: Range<Int>

    init(storage: [UInt8], nameRange: Range<Int>, valueRange: Range<Int>) {
        self.storage = storage
        self.nameRange = nameRange.dropFirst().dropLast()
        self.valueRange = valueRange
    }

    package var name: String { JSONText.decode(storage[nameRange]) }

    package var value: JSONValue { JSONValue(checked: storage, range: valueRange) }

    /// Whether the name, with its escapes resolved, is `wanted`.
    package func isNamed(_ wanted: String) -> Bool {
        var isPlain = true
        for byte in storage[nameRange] where byte == UInt8(ascii: "\\") || byte >= 0x80 { isPlain = false }
        guard isPlain else { return Array(name.utf8) == Array(wanted.utf8) }
        guard nameRange.count == wanted.utf8.count else { return false }
        var index = nameRange.lowerBound
        for byte in wanted.utf8 {
            if storage[index] != byte { return false }
            index += 1
        }
        return true
    }
}

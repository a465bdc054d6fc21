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
        let raw = storage[nameRange]
        if raw.contains(UInt8(ascii: "\\")) || raw.contains(where: { $0 >= 0x80 }) {
            return Array(name.utf8) == Array(wanted.utf8)
        }
        return raw.elementsEqual(wanted.utf8)
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

enum JSONTarget {
    /// Levels that are looked into: what is below costs time squared.
    private static let depth = 32

    static func run(_ bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes) else { return }
        visit(value, depth: 0)
        let again = try? JSONValue(parsing: Array(value.bytes))
        precondition(again == value, "what was accepted is refused without what surrounds it")
        _ = value.containsString("auditID")
    }

    private static func visit(_ value: JSONValue, depth: Int) {
        precondition(value.bytes.count > 0)
        switch value.kind {
        case .string: precondition(value.string != nil)
        case .number: precondition(value.numberText?.isEmpty == false)
        case .bool: precondition(value.bool != nil)
        case .null: break
        case .array:
            guard depth < Self.depth else { return }
            for element in value.elements { visit(element, depth: depth + 1) }
        case .object:
            guard depth < Self.depth else { return }
            // By bytes: Swift takes two spellings of one letter for the same.
            var last: [[UInt8]: (name: String, value: JSONValue)] = [:]
            for member in value.members {
                last[Array(member.name.utf8)] = (member.name, member.value)
                visit(member.value, depth: depth + 1)
            }
            for (name, found) in last.values.prefix(8) {
                precondition(value[name] == found, "a member is found by its name and by its place, differently")
            }
        }
    }
}

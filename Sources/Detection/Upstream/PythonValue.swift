// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// How Python's own operators treat what json.loads makes of a JSON value.
enum PythonValue {
    /// `if value`
    static func isTruthy(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .null: false
        case .bool: value.bool ?? false
        case .string: value.string?.isEmpty == false
        case .array: value.elements.contains { _ in true }
        case .object: value.members.contains { _ in true }
        case .number: value.numberText.flatMap { Double($0) } != 0
        }
    }

    /// The value if `isinstance(value, int)`, which booleans are. Python's integers have no size: beyond 64 bits the
    /// nearest is given, which compares alike.
    static func integer(_ value: JSONValue) -> Int? {
        if let bool = value.bool { return bool ? 1 : 0 }
        guard value.isWrittenAsInteger, let text = value.numberText else { return nil }
        return value.integer ?? (text.hasPrefix("-") ? Int.min : Int.max)
    }

    /// `needle in value`: an element of a list, a part of a string, a key of a dict; nil where Python raises.
    static func contains(_ value: JSONValue, _ needle: String) -> Bool? {
        switch value.kind {
        case .string: contains(value.string ?? "", needle)
        case .array: value.elements.contains { $0.string == needle }
        case .object: value[needle] != nil
        case .number, .bool, .null: nil
        }
    }

    /// A part of a string, by code points as in Python, not by Swift's characters.
    static func contains(_ text: String, _ needle: String) -> Bool {
        var rest = text.utf8[...]
        let wanted = Array(needle.utf8)
        while let first = rest.firstIndex(of: wanted[0]) {
            if rest[first...].starts(with: wanted) { return true }
            rest = rest[rest.index(after: first)...]
        }
        return false
    }
}

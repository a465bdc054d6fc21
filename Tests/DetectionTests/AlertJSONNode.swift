// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// JSON of any shape, for tests that look into alerts.
indirect enum JSONNode: Decodable, Equatable {
    case object([String: JSONNode])
    case array([JSONNode])
    case string(String)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSONNode].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONNode].self))
        }
    }

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(JSONNode.self, from: Data(bytes))
    }

    subscript(_ key: String) -> JSONNode? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// Every leaf under its path (`process.exe.path`, `rules[0].id`).
    static func leaves(of bytes: [UInt8]) throws -> [String: String] {
        var leaves: [String: String] = [:]
        try JSONNode(bytes).collect(into: &leaves, path: "")
        return leaves
    }

    private func collect(into leaves: inout [String: String], path: String) {
        switch self {
        case .object(let members):
            for (key, value) in members { value.collect(into: &leaves, path: path.isEmpty ? key : "\(path).\(key)") }
        case .array(let elements):
            if elements.isEmpty { leaves[path] = "[]" }
            for (index, value) in elements.enumerated() { value.collect(into: &leaves, path: "\(path)[\(index)]") }
        case .string, .number, .flag, .null: leaves[path] = "\(self)"
        }
    }
}

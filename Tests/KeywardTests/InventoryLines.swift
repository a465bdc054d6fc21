// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The objects that `keyward inventory -o json` printed, each held against `keyward schema inventory`.
struct InventoryLines {
    let objects: [[String: Any]]

    var paths: [String] { objects.compactMap { $0["path"] as? String } }

    init(_ output: String) throws {
        let printed = try KeywardProcess.run("schema", "inventory")
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
        objects = try output.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(Self.problems(value, schema, at: "") == [], "\(line)")
            return try #require(value as? [String: Any])
        }
    }

    subscript(path: String) -> [String: Any]? {
        objects.first { $0["path"] as? String == path }
    }

    /// Names of the allow entries of a file.
    func openers(_ path: String) -> [String] {
        (self[path]?["allow"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    }

    /// What in `value` the schema does not describe or misses.
    private static func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
        if let object = value as? [String: Any] {
            let described = schema["properties"] as? [String: [String: Any]] ?? [:]
            let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
            return missing.map { "\(path).\($0) is missing" }
                + object.flatMap { key, member in
                    described[key].map { problems(member, $0, at: "\(path).\(key)") } ?? ["\(path).\(key) is unknown"]
                }
        }
        if let elements = value as? [Any] {
            return elements.flatMap { problems($0, schema["items"] as? [String: Any] ?? [:], at: path + "[]") }
        }
        if let constant = schema["const"] as? String, value as? String != constant {
            return ["\(path) is not constant"]
        }
        guard let allowed = schema["enum"] as? [String] else { return [] }
        return (value as? String).map(allowed.contains) == true ? [] : ["\(path) is none of the enum"]
    }
}

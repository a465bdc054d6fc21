// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import Testing

@Suite struct AlertSchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the printed schema is the published one`() throws {
        let published = try Data(contentsOf: Self.root.appending(path: "docs/schemas/alert-1.schema.json"))
        #expect(AlertSchema.text == String(decoding: published, as: UTF8.self))
    }

    @Test(arguments: [
        "open.json", "rename.json", "csr.json", "mount-of.json", "mount-over.json", "device.json", "repeats.json",
        "forged.json",
    ])
    func `golden alerts hold only described keys, and every required one`(_ name: String) throws {
        let schema = try JSONNode(Array(AlertSchema.text.utf8))
        let golden = try Data(contentsOf: Self.root.appending(path: "Tests/Fixtures/alerts/\(name)"))
        let alert = try JSONNode(Array(golden))
        #expect(Self.problems(alert, schema, path: "") == [])
    }

    /// What in `value` the schema does not describe, down to the leaves.
    private static func problems(_ value: JSONNode, _ schema: JSONNode, path: String) -> [String] {
        switch value {
        case .object(let members):
            guard case .object(let described)? = schema["properties"] else { return [] }
            var problems: [String] = []
            if case .array(let required)? = schema["required"] {
                problems += required.compactMap(\.string).filter { members[$0] == nil }.map { "\(path).\($0) missing" }
            }
            for (key, member) in members {
                if let inner = described[key] {
                    problems += Self.problems(member, inner, path: "\(path).\(key)")
                } else if schema["additionalProperties"] == nil {
                    problems.append("\(path).\(key) not described")
                }
            }
            return problems
        case .array(let elements):
            return elements.flatMap { problems($0, schema["items"] ?? .null, path: path + "[]") }
        case .string, .number, .flag, .null:
            guard case .array(let allowed)? = schema["enum"] else { return [] }
            return allowed.contains(value) ? [] : ["\(path) is none of the enum"]
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import SensorEvents

@Suite("JSON on one line")
struct JSONLineTests {
    private struct Leaf: Codable, Equatable {
        var text = "a \"b\" \\ / \u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F} é 🙂 \u{2028}"
        var number: UInt64 = .max
        var negative = Int64.min
        var small: UInt8 = 7
        var share = 0.25
        var whole = 3.0
        var flag = true
        var absent: String?
    }

    private enum Choice: Codable, Equatable {
        case none
        case one(Int)
        case two(name: String, leaf: Leaf)
    }

    private struct Tree: Codable, Equatable {
        var zebra = Leaf()
        var apple: [Leaf] = [Leaf(), Leaf(absent: "here")]
        var nested: [[Int]] = [[], [1, 2]]
        var map: [String: Int] = ["b": 2, "a": 1, "A": 0, "é": 3, "a.b": 4]
        var holes: [String?] = ["x", nil]
        var choices: [Choice] = [.none, .one(1), .two(name: "n", leaf: Leaf())]
        var empty: [String: String] = [:]
    }

    @Test("it is what Foundation writes, and Foundation reads it back")
    func agrees() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try JSONLine.encode(Tree())
        #expect(line == Array(try encoder.encode(Tree())))
        #expect(try JSONDecoder().decode(Tree.self, from: Data(line)) == Tree())
    }

    @Test("a key that comes twice has its last value")
    func twice() throws {
        struct Twice: Encodable {
            func encode(to encoder: any Encoder) throws {
                var object = encoder.container(keyedBy: CodingKeys.self)
                try object.encode(1, forKey: .key)
                try object.encode("2", forKey: .key)
            }
            enum CodingKeys: CodingKey { case key }
        }
        #expect(try JSONLine.encode(Twice()) == Array(#"{"key":"2"}"#.utf8))
    }

    @Test("what JSON has no word for is refused", arguments: [Double.infinity, -.infinity, .nan])
    func refused(_ number: Double) {
        #expect(throws: EncodingError.self) { try JSONLine.encode([number]) }
    }
}

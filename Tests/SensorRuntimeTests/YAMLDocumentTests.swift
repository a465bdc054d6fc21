// SPDX-License-Identifier: Apache-2.0

import SensorRuntime
import Testing

@Suite struct YAMLDocumentTests {
    func refusal(_ text: String) -> String? {
        do {
            _ = try YAMLDocument(ConfigurationText(file: "x.yaml", text: text))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `every value and key knows its line and column`() throws {
        let document = try YAMLDocument(ConfigurationText(file: "x.yaml", text: "a:\n  - ä: 'q'\n    b: []\n"))
        guard case .mapping(let pairs) = document.root.content, case .sequence(let list) = pairs[0].value.content,
            case .mapping(let inner) = list[0].content
        else {
            Issue.record("the tree has another form")
            return
        }
        #expect(pairs[0].key == YAMLKey(name: "a", mark: SourceMark(line: 1, column: 1)))
        #expect(pairs[0].value.mark == SourceMark(line: 2, column: 3))
        #expect(inner[0].key == YAMLKey(name: "ä", mark: SourceMark(line: 2, column: 5)))
        #expect(inner[0].value.mark == SourceMark(line: 2, column: 8))
        #expect(inner[1].value.mark == SourceMark(line: 3, column: 8))
    }

    @Test func `quoting tells text from what may be a number`() throws {
        let document = try YAMLDocument(ConfigurationText(file: "x.yaml", text: "[12, '12', \"1\\x32\"]"))
        guard case .sequence(let list) = document.root.content else {
            Issue.record("not a list")
            return
        }
        let plain = list.map { if case .scalar("12", let isPlain) = $0.content { isPlain } else { nil } as Bool? }
        #expect(plain == [true, false, false])
    }

    @Test(arguments: [
        ("a: &x 1\n", "x.yaml:1:4: an anchor is not allowed here; write the value out\na: &x 1\n   ^"),
        ("a: 1\nb: *x\n", "x.yaml:2:4: an alias is not allowed here; write the value out\nb: *x\n   ^"),
        ("a: !!str 1\n", "x.yaml:1:4: a tag is not allowed here; write the value out\na: !!str 1\n   ^"),
        ("a: !x [1]\n", "x.yaml:1:4: a tag is not allowed here; write the value out\na: !x [1]\n   ^"),
        ("a: &x {b: 1}\n", "x.yaml:1:4: an anchor is not allowed here; write the value out\na: &x {b: 1}\n   ^"),
        ("a: 1\n'a': 2\n", "x.yaml:2:1: key 'a' is already on line 1\n'a': 2\n^"),
        ("[a]: 1\n", "x.yaml:1:1: a key must be text, not a list\n[a]: 1\n^"),
        ("", "x.yaml:1:1: the file is empty\n\n^"),
        ("# only a comment\n", "x.yaml:1:1: the file is empty\n# only a comment\n^"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document; one file holds one\n---\n^"),
        ("a: [1\n", "x.yaml:2:1: did not find expected ',' or ']'\n\n^"),
        ("a: 1\n\tb: 2\n", "x.yaml:2:1: found a tab character that violates indentation\n b: 2\n^"),
        ("a: 1\n b: 2\n", "x.yaml:2:3: mapping values are not allowed in this context\n b: 2\n  ^"),
    ])
    func `what is refused is shown where it is`(text: String, expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test func `bytes that are not UTF-8 are refused where they are`() {
        let bytes = Array("a: 1\nb: x".utf8) + [0xFF, 0x0A]
        #expect(throws: ConfigurationError.self) { try YAMLDocument(ConfigurationText(file: "x", bytes: bytes)) }
        do {
            _ = try YAMLDocument(ConfigurationText(file: "x", bytes: bytes))
        } catch {
            #expect(error.mark == SourceMark(line: 2, column: 5))
            #expect(error.sourceLine == "b: x\u{FFFD}")
        }
    }

    @Test func `nesting and size are bounded`() {
        let limit = YAMLDocument.maximumDepth
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(refusal(deepest) == nil)
        #expect(
            refusal("[" + deepest + "]")?.hasPrefix("x.yaml:1:33: nested deeper than 32 levels\n") == true)
        #expect(refusal(String(repeating: "[", count: 100_000))?.contains("nested deeper than 32") == true)
        let padding = String(repeating: "#", count: ConfigurationText.maximumSize - 5)
        #expect(refusal("a: 1\n" + padding) == nil)
        #expect(
            refusal("a: 1\n" + padding + "#") == "x.yaml:1:1: the file is larger than 1048576 bytes\n\n^")
    }

    @Test func `a hostile line cannot reach the terminal, and a long one is cut around the caret`() {
        let hostile = refusal("a: \"\u{202E}\u{85}\" *x\n")
        #expect(hostile?.contains("\u{202E}") == false)
        let long = String(repeating: "x", count: 500)
        let lines = refusal("\(long): &a 1\n")?.split(separator: "\n").map(String.init) ?? []
        #expect(lines.count == 3)
        #expect(lines[1].unicodeScalars.count <= 160)
        #expect(lines[1].dropFirst(lines[2].count - 1).hasPrefix("&a 1"))
    }
}

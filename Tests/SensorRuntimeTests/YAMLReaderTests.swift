// SPDX-License-Identifier: Apache-2.0

import SensorRuntime
import Testing

@Suite struct YAMLReaderTests {
    static func read<Value>(
        _ text: String, _ body: (YAMLReader, YAMLNode) throws(ConfigurationError) -> Value
    ) throws(ConfigurationError) -> Value {
        let source = ConfigurationText(file: "x.yaml", text: text)
        return try body(YAMLReader(source), YAMLDocument(source).root)
    }

    func refusal(_ text: String, _ body: (YAMLReader, YAMLNode) throws(ConfigurationError) -> Void) -> String? {
        do {
            try Self.read(text, body)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        ("opneers: 1", "did you mean 'openers'?"), ("opener: 1", "did you mean 'openers'?"),
        ("fiels: 1", "did you mean 'files'?"), ("zebra: 1", "known are openers, files, name"),
    ])
    func `an unknown key is refused with the nearest known one`(text: String, hint: String) {
        let message = refusal(text) { reader, node throws(ConfigurationError) in
            _ = try reader.mapping(node, keys: ["openers", "files", "name"])
        }
        #expect(message?.contains(hint) == true)
        #expect(message?.hasPrefix("x.yaml:1:1: unknown key") == true)
    }

    @Test(arguments: ["-1", "1.5", "01", "0x1", "4294967296", "'1'", "", "[1]", "one", "\u{0661}"])
    func `a number is a plain decimal`(text: String) {
        let message = refusal("a: \(text)") { reader, node throws(ConfigurationError) in
            _ = try reader.number(try reader.required("a", in: reader.mapping(node, keys: ["a"]), of: node))
        }
        #expect(message?.contains("expected a whole number from 0 to 4294967295") == true)
    }

    @Test func `a number may use all of its range`() throws {
        let values = try Self.read("[0, 4294967295]") { reader, node throws(ConfigurationError) in
            try reader.numbers(node)
        }
        #expect(values == [0, .max])
    }

    @Test(arguments: [
        ("a", "x.yaml:1:1: expected a list, found a value\na\n^"),
        ("[]", "x.yaml:1:1: the list is empty\n[]\n^"),
        ("{a: 1}", "x.yaml:1:1: expected a list, found a mapping\n{a: 1}\n^"),
        ("[x, ]\n", nil),
        ("- x\n-\n", "x.yaml:2:2: expected text, found nothing\n-\n ^"),
        ("- x\n- [y]\n", "x.yaml:2:3: expected text, found a list\n- [y]\n  ^"),
        ("- \"a\\nb\"\n", "x.yaml:1:3: the text holds control or invisible characters\n- \"a\\nb\"\n  ^"),
        ("- \"a\\u202Eb\"\n", "x.yaml:1:3: the text holds control or invisible characters\n- \"a\\u202Eb\"\n  ^"),
    ])
    func `a list of texts holds nothing else`(text: String, expected: String?) {
        let message = refusal(text) { reader, node throws(ConfigurationError) in _ = try reader.strings(node) }
        #expect(message == expected)
    }
}

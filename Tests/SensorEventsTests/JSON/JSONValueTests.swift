// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@Suite struct JSONValueTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    @Test func `the last of two members with one name counts`() throws {
        #expect(try parse(#"{"verb":"get","verb":"create"}"#)["verb"]?.string == "create")
        #expect(try parse(#"{"verb":"create","v\u0065rb":"get"}"#)["verb"]?.string == "get")
    }

    @Test func `names are compared exactly`() throws {
        #expect(try parse(#"{"Verb":"create"}"#)["verb"] == nil)
        #expect(try parse(#"{"verb\u0000":"create"}"#)["verb"] == nil)
    }

    @Test(arguments: [
        (#""\u0063reate""#, "create"), (#""a\/\"\\\b\f\n\r\t""#, "a/\"\\\u{8}\u{C}\n\r\t"),
        (#""\ud83d\ude00""#, "\u{1F600}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00""#, "\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"), (#""""#, ""),
    ])
    func `escapes are resolved, and half a surrogate pair is replaced`(text: String, expected: String) throws {
        #expect(try parse(text).string == expected)
    }

    @Test func `each byte that is not UTF-8 is replaced`() throws {
        let value = try JSONValue(parsing: [0x22, 0x61, 0xE2, 0x82, 0x62, 0xFF, 0x22])
        #expect(value.string == "a\u{FFFD}\u{FFFD}b\u{FFFD}")
        let object = try JSONValue(parsing: Array("{\"a\":\"".utf8) + [0xC0] + Array("\",\"verb\":\"get\"}".utf8))
        #expect(object["verb"]?.string == "get")
    }

    @Test func `a byte order mark, NULs and line ends around the value are skipped`() throws {
        let text = Array("{\"a\":1}\r\n".utf8)
        #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + text)["a"]?.integer == 1)
        #expect(try JSONValue(parsing: [0, 0, 0] + text + [0, 0])["a"]?.integer == 1)
        #expect(try JSONValue(parsing: [0] + [0xEF, 0xBB, 0xBF] + text)["a"]?.integer == 1)
    }

    @Test func `numbers keep how they were written`() throws {
        let value = try parse(#"[201,201.0,2.01e2,"201",-0,123456789012345678901234567890,1.5]"#)
        let elements = Array(value.elements)
        #expect(elements.map(\.integer) == [201, nil, nil, nil, 0, nil, nil])
        #expect(elements.map(\.lenientInteger) == [201, 201, 201, 201, 0, nil, nil])
        #expect(elements.map(\.isWrittenAsInteger) == [true, false, false, false, true, true, false])
        #expect(elements[5].numberText == "123456789012345678901234567890")
    }

    @Test func `members and elements come in order, and views are equal when written alike`() throws {
        let value = try parse(#" { "b" : [ 1 , {"c":null} , "x" ] , "a" : true , "e":{}, "f":[] } "#)
        #expect(value.members.map(\.name) == ["b", "a", "e", "f"])
        #expect(value["b"]?.elements.map(\.kind) == [.number, .object, .string])
        #expect(value["a"]?.bool == true)
        #expect(value["e"]?.detached() == (try parse("{}")))
        #expect(value["a"]?["nothing"] == nil)
    }

    @Test func `an array of strings is one only if each element is`() throws {
        #expect(try parse(#"["a","b"]"#).strings == ["a", "b"])
        #expect(try parse(#"["a",1]"#).strings == nil)
        #expect(try parse(#""a""#).strings == nil)
    }

    @Test func `a string is found however deep, as a name or a value, escaped or not`() throws {
        let value = try parse(#"[{"x":[{"\u0041pproved":1}]},{"y":"a\"b"}]"#)
        #expect(value.containsString("Approved"))
        #expect(value.containsString("a\"b"))
        #expect(!value.containsString("b"))
    }

    @Test func `a string written as JSON reads back the same`() throws {
        let text = "a\"\\\n\u{1}\u{7f}ü\u{1F600}"
        #expect(JSONValue(string: text).string == text)
        #expect(try JSONValue(parsing: Array(JSONValue(string: text).bytes)).string == text)
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@Suite struct JSONErrorTests {
    private func error(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("", JSONError.Code.empty, 0), ("  ", .empty, 2), (#"{"a":1"#, .truncated, 6), (#"{"a":"x"#, .truncated, 7),
        (#"{"a""#, .truncated, 4), ("[1,", .truncated, 3), ("tru", .truncated, 3), ("-", .truncated, 1),
        (#""\u00"#, .truncated, 5), (#"{"a":[1}"#, .mismatchedBracket, 7), ("[{\"a\":1]", .mismatchedBracket, 7),
        ("{}x", .trailingBytes, 2), ("{}{}", .trailingBytes, 2), ("{} \u{0}1", .trailingBytes, 3),
        (#"{"a":1,}"#, .unexpectedByte, 7), ("[1,]", .unexpectedByte, 3), ("[,1]", .unexpectedByte, 1),
        (#"{"a" 1}"#, .unexpectedByte, 5), ("{a:1}", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3),
        ("trux", .unexpectedByte, 3), ("NaN", .unexpectedByte, 0), ("+1", .unexpectedByte, 0), ("01", .badNumber, 1),
        ("1.", .truncated, 2), ("[1.]", .badNumber, 3), ("[1e]", .badNumber, 3), ("[01.e]", .badNumber, 2),
        ("[-a]", .badNumber, 2), ("1x", .badNumber, 1), (#""\x""#, .badEscape, 2), (#""\u00g0""#, .badEscape, 5),
        ("\"a\u{0}\"", .controlCharacter, 2), ("\"a\tb\"", .controlCharacter, 2), ("'a'", .unexpectedByte, 0),
    ])
    func `what is no JSON text is refused with its place`(text: String, code: JSONError.Code, offset: Int) {
        #expect(error(Array(text.utf8)) == JSONError(code, at: offset))
    }

    @Test func `nesting is bounded, and costs no stack`() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        #expect(error(nested(JSONLimits.maximumDepth)) == nil)
        #expect(error(nested(JSONLimits.maximumDepth + 1)) == JSONError(.tooDeep, at: JSONLimits.maximumDepth))
        #expect(error(Array(String(repeating: "{\"a\":", count: 100_000).utf8))?.code == .tooDeep)
    }

    @Test func `alternating brackets are told apart at every depth`() {
        let open = String(repeating: "[{\"a\":", count: 200)
        let close = String(repeating: "}]", count: 200)
        #expect(error(Array("\(open)1\(close)".utf8)) == nil)
        #expect(error(Array("\(open)1\(String(repeating: "]}", count: 200))".utf8))?.code == .mismatchedBracket)
    }

    @Test func `every prefix of a text is refused, and no byte in it can make the parser trap`() {
        let text = Array(#"{"a":[1,-2.5e+3,"\u0041\ud83d\ude00é",true,false,null,{"b":{}}],"c":""}"#.utf8)
        for length in 0..<text.count { #expect(error(Array(text[..<length])) != nil) }
        for index in text.indices {
            for byte in [0, 0x22, 0x5C, 0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x80, 0xFF] as [UInt8] {
                var changed = text
                changed[index] = byte
                guard let value = try? JSONValue(parsing: changed) else { continue }
                #expect(value.members.map { $0.value.string ?? $0.name }.count <= 4)
            }
        }
    }
}

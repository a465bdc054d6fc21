// SPDX-License-Identifier: Apache-2.0

import Foundation
import SensorEvents
import TestSupport
import Testing

/// The JSON reader against Python's, which shares no code and no author with it.
@Suite struct JSONReferenceTests {
    private static let texts = 6000

    @Test func `mutated records are read, or refused, as Python does`() throws {
        var random = SplitMix64(seed: 5)
        let texts = (0..<Self.texts).map { _ in Self.text(&random) }
        let expected = try Self.python(texts)
        try #require(expected.count == texts.count)
        var accepted = 0
        for (text, expected) in zip(texts, expected) {
            let found = (try? JSONValue(parsing: text)).map(Self.canonical) ?? "error"
            if found != "error" { accepted += 1 }
            #expect(found == expected, "\(String(decoding: text, as: UTF8.self))")
        }
        // Mutations that nothing accepts would prove little, and so would those that everything accepts.
        #expect((Self.texts / 10..<Self.texts * 9 / 10).contains(accepted))
    }

    private static let records: [[UInt8]] = [
        AuditRecord.certificateRequest().json, AuditRecord.tokenRequest().json,
        #"{"a":[1,-0.5e+3,0,-0,true,false,null,"\u00e9\ud83d\ude00\n\"\\\/\b"],"a":{"b":{}},"":[[],{}],"é":1,"e\u0301":2}"#,
        #"[{"x":"\ud800","y":"\ud800\u0041\udc00\ud800\ud800\udc00"},1E400,-1.0E-2,"\u0000", [ ] , { } ]"#,
        #" { "n" : 12345678901234567890123456789.000 , "\u0061" : "a" , "a" : "b" } "#,
    ].map { Array($0.utf8) }

    /// What mutations put in: more often than not something that means something.
    private static let words: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\udc00", "\\u0000", "0", "-", ".", "e", "E+",
            "1", "00",
            "true", "null", "NaN", "Infinity", "-Infinity", " ", "\t", "\n", "\u{1}", "\u{7F}", "/*x*/", "'", "é",
            "\u{FEFF}",
            "\u{2028}",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0],
        ]

    private static func text(_ random: inout SplitMix64) -> [UInt8] {
        var text = records[Int.random(in: 0..<records.count, using: &random)]
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let at = Int.random(in: 0...text.count, using: &random)
            let end = min(text.count, at + Int.random(in: 0...3, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text.removeSubrange(at..<end)
            case 1: text.replaceSubrange(at..<end, with: words[Int.random(in: 0..<words.count, using: &random)])
            case 2: text.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &random)], at: at)
            default: text.insert(contentsOf: text[at..<end], at: Int.random(in: 0...text.count, using: &random))
            }
        }
        return text
    }

    private static func canonical(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: return "null"
        case .bool: return value.bool == true ? "true" : "false"
        case .number: return "n" + (value.numberText ?? "")
        case .string: return "\"" + hexadecimal(Array((value.string ?? "").utf8)) + "\""
        case .array: return "[" + value.elements.map(canonical).joined(separator: ",") + "]"
        case .object:
            // By bytes: Swift takes two spellings of one letter for the same.
            var last: [[UInt8]: JSONValue] = [:]
            for member in value.members { last[Array(member.name.utf8)] = member.value }
            let sorted = last.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return "{" + sorted.map { hexadecimal($0.key) + ":" + canonical($0.value) }.joined(separator: ",") + "}"
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func python(_ texts: [[UInt8]]) throws -> [String] {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/json_reference.py")
        let input = FileManager.default.temporaryDirectory.appending(path: "keyward-json-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(texts.map { hexadecimal($0) + "\n" }.joined().utf8).write(to: input)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

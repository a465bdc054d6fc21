// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import SensorRuntime

@Suite struct AuditLineReaderTests {
    private static func lines(_ pieces: [String], maximumLine: Int = 8, from offset: UInt64 = 100) -> [AuditLine] {
        var reader = AuditLineReader(offset: offset, maximumLine: maximumLine)
        var lines: [AuditLine] = []
        for piece in pieces { Array(piece.utf8).withUnsafeBytes { reader.add($0) { lines.append($0) } } }
        if let half = reader.finish() { lines.append(half) }
        return lines
    }

    @Test func `a line knows where it began`() {
        #expect(
            Self.lines(["ab\n\nc", "d\ne"]) == [
                AuditLine(bytes: Array("ab".utf8), offset: 100), AuditLine(bytes: [], offset: 103),
                AuditLine(bytes: Array("cd".utf8), offset: 104), AuditLine(bytes: Array("e".utf8), offset: 107),
            ])
    }

    @Test func `the longest line is kept and one byte more is not`() {
        #expect(Self.lines(["12345678\n"]).map(\.isOverlong) == [false])
        let over = Self.lines(["1234", "56789", "0\n", "a\n"])
        #expect(over == [AuditLine(bytes: [], offset: 100, isOverlong: true), AuditLine(bytes: [97], offset: 111)])
    }

    @Test func `a line that stays over the limit to the end is told as such`() {
        #expect(Self.lines(["123456789"]).map(\.isOverlong) == [true])
    }

    @Test func `how the bytes are cut into pieces does not matter`() {
        let text = "ab\n\n123456789\ncd\r\n\u{0}\n12345678\nlast"
        let whole = Self.lines([text])
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            var pieces: [String] = []
            var rest = text[...].unicodeScalars
            while !rest.isEmpty {
                let count = Int.random(in: 1...5, using: &random)
                pieces.append(String(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(Self.lines(pieces) == whole)
        }
    }

    @Test(arguments: [("", true), (" \t\r", true), ("{}", false), ("\u{0}", false)])
    func `white space alone is blank`(_ text: String, _ isBlank: Bool) {
        #expect(AuditLine(bytes: Array(text.utf8), offset: 0).isBlank == isBlank)
    }
}

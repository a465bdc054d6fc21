// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite struct LineBufferTests {
    /// Every line of `text`, given to the buffer in pieces, and the lines that were stepped over.
    private static func lines(
        _ text: String, pieces: () -> Int = { 7 }, maximumLine: Int = 8, without needles: NeedleSearch? = nil
    ) -> (lines: [InputLine], passedOver: UInt64) {
        let buffer = LineBuffer(offset: 100, maximumLine: maximumLine)
        var rest = Array(text.utf8)[...]
        var lines: [InputLine] = []
        var passedOver: UInt64 = 0
        while true {
            if let needles { passedOver += buffer.passOver(LineSearch(needles: needles)) }
            if let line = buffer.next() {
                lines.append(line)
                continue
            }
            let count = buffer.fill { room in
                let piece = rest.prefix(min(max(1, pieces()), room.count))
                room.copyBytes(from: piece)
                rest = rest.dropFirst(piece.count)
                return piece.count
            }
            if count == 0 { break }
        }
        if let line = buffer.finish() { lines.append(line) }
        return (lines, passedOver)
    }

    private static func texts(_ lines: [InputLine]) -> [String] {
        lines.map { $0.isOverlong ? "overlong" : String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func `a line knows where it began, and the longest is kept`() {
        let lines = Self.lines("ab\n\n12345678\n123456789\nend").lines
        #expect(Self.texts(lines) == ["ab", "", "12345678", "overlong", "end"])
        #expect(lines.map(\.offset) == [100, 103, 104, 113, 123])
        #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
        #expect(lines.map(\.length) == [2, 0, 8, 9, 3])
        #expect(lines.map(\.isTerminated) == [true, true, true, true, false])
    }

    @Test func `a hole of NULs before a line is no part of it, however long it is`() {
        let hole = String(repeating: "\u{0}", count: 1000)
        let lines = Self.lines("\(hole)ab\n\(hole)\nc\u{0}\n").lines
        #expect(Self.texts(lines) == ["ab", "", "c\u{0}"])
        #expect(lines.map(\.offset) == [1100, 2103, 2104])
    }

    @Test func `how the bytes are cut into pieces does not matter`() {
        let text = "ab\n\n123456789\ncd\r\n\u{0}\u{0}x\n12345678\n12345678901234567890\n{a}\nlast"
        let whole = Self.lines(text, pieces: { 1000 }).lines
        var random = SplitMix64(seed: 3)
        for _ in 0..<300 {
            #expect(Self.lines(text, pieces: { Int.random(in: 1...12, using: &random) }).lines == whole)
        }
    }

    @Test func `only whole objects without a needle are stepped over`() throws {
        let needles = try #require(NeedleSearch([Array("xx".utf8)]))
        let text = "{a}\n{xx}\n{b}\r\n{c\n \n[d]\n{e}\n{exx\n{f}\n{g}"
        var random = SplitMix64(seed: 5)
        for _ in 0..<200 {
            let result = Self.lines(text, pieces: { Int.random(in: 1...40, using: &random) }, without: needles)
            #expect(Self.texts(result.lines) == ["{xx}", "{c", " ", "[d]", "{exx", "{g}"])
            #expect(result.passedOver == 4)
            #expect(result.lines.map(\.number) == [2, 4, 5, 6, 8, 10])
        }
    }

    @Test(arguments: [("", true), (" \t\r", true), ("{}", false), ("x\u{0}", false)])
    func `white space alone is blank`(_ text: String, _ isBlank: Bool) {
        #expect(Self.lines(text + "\n").lines.map(\.isBlank) == [isBlank])
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorRuntime
import Testing

@Suite struct ReplayLineReaderTests {
    private static func lines(_ source: any ByteSource, maximum: Int = 16) throws -> [InputLine] {
        let reader = LineReader(source, maximumLine: maximum)
        var lines: [InputLine] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test(arguments: 1...9) func `lines come whole however the bytes arrive`(_ piece: Int) throws {
        let lines = try Self.lines(ReplayBytes("ab\n\nc\r\n0123456789abcdef\nend", piece: piece))
        #expect(
            lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["ab", "", "c\r", "0123456789abcdef", "end"])
        #expect(lines.map(\.offset) == [0, 3, 4, 7, 24])
        #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
        #expect(lines.map(\.isTerminated) == [true, true, true, true, false])
        #expect(lines.map(\.isBlank) == [false, true, false, false, false])
    }

    @Test(arguments: 1...9) func `a line that is too long is counted and skipped, and the next one is found`(
        _ piece: Int
    ) throws {
        let lines = try Self.lines(ReplayBytes("a\n0123456789abcdefX\nb\n", piece: piece))
        #expect(lines.map(\.isOverlong) == [false, true, false])
        #expect(lines[1].length == 17)
        #expect(lines[1].bytes.isEmpty)
        #expect(lines[2].bytes == Array("b".utf8))
        #expect(lines[2].offset == 20)
    }

    @Test func `a line without end is skipped in the memory of the longest line`() throws {
        let source = ReplayRepeatedByte(0x61, count: 300_000)
        let lines = try Self.lines(source, maximum: 1000)
        #expect(lines.map(\.length) == [300_000])
        #expect(lines.map(\.isOverlong) == [true])
        #expect(source.longestRequest <= 1001)
    }

    @Test func `what came before an error is returned before it is thrown`() throws {
        let failure = InputError(file: "f", offset: 3, problem: .cutGzip)
        let reader = LineReader(ReplayBytes(Array("a\nb".utf8), failure: failure), maximumLine: 16)
        #expect(try reader.next()?.bytes == Array("a".utf8))
        #expect(try reader.next()?.bytes == Array("b".utf8))
        #expect(throws: failure) { try reader.next() }
    }

    @Test func `an empty source has no line`() throws {
        #expect(try Self.lines(ReplayBytes("")).isEmpty)
    }
}

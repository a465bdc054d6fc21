// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct AuditTailTests {
    private let folder: AuditFolder

    init() throws {
        folder = try AuditFolder()
    }

    @Test func `it starts at the end of the log`() throws {
        try folder.write("old\n")
        try folder.tail.start()
        #expect(folder.turn() == [])
        try folder.write("a\nb\n")
        #expect(folder.turn() == ["a", "b"])
        #expect(folder.turn() == [])
        #expect(folder.said == [])
    }

    @Test func `a line that was half there at the start is judged whole`() throws {
        try folder.write("old\nha")
        try folder.tail.start()
        try folder.write("lf\n")
        #expect(folder.turn() == ["half"])
    }

    @Test func `the search for the last line's beginning crosses reads`() throws {
        let long = String(repeating: "x", count: 300_000)
        try folder.write("old\n" + long)
        try folder.tail.start()
        try folder.write("y\n")
        #expect(folder.turn() == [long + "y"])
    }

    @Test func `a log without a line feed is read from its beginning`() throws {
        try folder.write("a")
        try folder.tail.start()
        try folder.write("b\n")
        #expect(folder.turn() == ["ab"])
    }

    @Test func `half a line waits for its line feed`() throws {
        try folder.write("")
        try folder.tail.start()
        for piece in ["{\"a\"", ":1", "}"] {
            try folder.write(piece)
            #expect(folder.turn() == [])
        }
        try folder.write("\n")
        #expect(folder.turn() == ["{\"a\":1}"])
    }

    @Test func `a log that appears later is read from its beginning, and its absence is said once`() throws {
        try folder.tail.start()
        for _ in 0..<3 { #expect(folder.turn() == []) }
        #expect(folder.said.count == 1)
        #expect(folder.said.first?.contains("does not exist yet") == true)
        try folder.write("a\n")
        #expect(folder.turn() == ["a"])
        #expect(folder.said.last == "reading the audit log \(folder.path)")
    }

    @Test func `a rotated log is read to its end before the new one`() throws {
        try folder.write("")
        try folder.tail.start()
        try folder.write("a\n")
        try folder.move(to: "audit-1.log")
        try folder.write("b\n", to: "audit-1.log")
        try folder.write("c\n")
        #expect(folder.turn() == ["a", "b", "c"])
        #expect(folder.said == [])
    }

    @Test func `a logger that still writes to the old file beside an empty new one loses nothing`() throws {
        try folder.write("")
        try folder.tail.start()
        try folder.move(to: "audit-1.log")
        try folder.write("")
        #expect(folder.turn() == [])
        try folder.write("a\n", to: "audit-1.log")
        #expect(folder.turn() == ["a"])
        try folder.write("b\n", to: "audit-1.log")
        try folder.write("c\n")
        #expect(folder.turn() == ["b", "c"])
    }

    @Test func `a log that was moved away goes on being read until another takes its place`() throws {
        try folder.write("")
        try folder.tail.start()
        try folder.move(to: "audit-1.log")
        #expect(folder.turn() == [])
        try folder.write("a\n", to: "audit-1.log")
        #expect(folder.turn() == ["a"])
        try folder.write("b\n")
        #expect(folder.turn() == ["b"])
        #expect(folder.said == [])
    }

    @Test func `two rotations behind one another are both read`() throws {
        try folder.write("")
        try folder.tail.start()
        #expect(folder.turn() == [])
        for name in ["1", "2"] {
            try folder.move(to: name)
            try folder.write("")
            #expect(folder.turn() == [])
        }
        for (name, text) in [("1", "a\n"), ("2", "b\n"), ("audit.log", "c\n")] { try folder.write(text, to: name) }
        #expect(folder.turn() == ["a", "b", "c"])
    }

    @Test func `half a line at the end of a rotated log comes out as it is`() throws {
        try folder.write("")
        try folder.tail.start()
        try folder.write("ha")
        try folder.move(to: "audit-1.log")
        try folder.write("lf\n")
        #expect(folder.turn() == ["ha", "lf"])
    }

    @Test func `a truncated log is read from its beginning, and it is said`() throws {
        try folder.write("old\n")
        try folder.tail.start()
        try folder.write("aaaa\nha")
        #expect(folder.turn() == ["aaaa"])
        try folder.truncate()
        try folder.write("b\n")
        #expect(folder.turn() == ["ha", "b"])
        #expect(folder.said == ["the audit log \(folder.path) was cut short; reading it from its beginning"])
    }

    @Test func `a log deleted and made again is read from its beginning`() throws {
        try folder.write("old\n")
        try folder.tail.start()
        try folder.remove()
        try folder.write("a\n")
        #expect(folder.turn() == ["a"])
    }

    @Test func `a pipe in place of the log is refused at the start and waited out later`() throws {
        try folder.makePipe()
        #expect(throws: SystemError.self) { try folder.tail.start() }
        for _ in 0..<2 { #expect(folder.turn() == []) }
        #expect(folder.said.count == 1)
        try folder.remove()
        try folder.write("a\n")
        #expect(folder.turn() == ["a"])
    }

    @Test func `a turn ends after its share and the next goes on`() throws {
        try folder.write("")
        try folder.tail.start()
        let line = String(repeating: "x", count: 1_048_575)
        for _ in 0..<6 { try folder.write(line + "\n") }
        var counts: [Int] = []
        var hasMore = true
        while hasMore {
            var count = 0
            hasMore = folder.tail.turn { _ in count += 1 }
            counts.append(count)
        }
        #expect(counts == [4, 2])
    }

    @Test func `a line over the limit is skipped and the next one read`() throws {
        try folder.write("")
        try folder.tail.start()
        let piece = [UInt8](repeating: 0x78, count: 1 << 20)
        for _ in 0...(JSONLimits.maximumLineBytes >> 20) { try folder.write(piece) }
        try folder.write("\na\n")
        var lines: [String] = []
        for _ in 0..<5 { lines += folder.turn() }
        #expect(lines == ["overlong", "a"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

/// What a reader that was away finds of the records that were written meanwhile.
@Suite struct AuditResumeTests {
    private let folder: AuditFolder
    private static let first = "audit-2026-11-20T10-00-00.000.log"
    private static let second = "audit-2026-11-20T11-00-00.000.log"

    init() throws {
        folder = try AuditFolder()
        try folder.write("old\n")
        try folder.restart()
        try folder.write("a\nb\n")
        #expect(folder.turn() == ["a", "b"])
    }

    /// All turns until nothing is left.
    private func rest() -> [String] {
        var lines: [String] = []
        for _ in 0..<4 { lines += folder.turn() }
        return lines
    }

    @Test func `it goes on where it was`() throws {
        try folder.write("c\nha")
        try folder.restart()
        #expect(rest() == ["c"])
        try folder.restart()
        try folder.write("lf\n")
        #expect(rest() == ["half"])
        #expect(folder.said == [])
    }

    @Test func `logs that were moved away are read in their order`() throws {
        for (name, line) in [(Self.first, "c"), (Self.second, "d")] {
            try folder.write(line + "\n")
            try folder.move(to: name)
        }
        try folder.write("e\n")
        try folder.restart()
        #expect(rest() == ["c", "d", "e"])
        #expect(folder.tail.gaps == 0)
        #expect(folder.said == ["reading 2 audit logs that were moved away while no sensor ran"])
        try folder.restart()
        #expect(rest() == [])
    }

    @Test func `packed logs are read too`() throws {
        for (name, line) in [(Self.first, "c"), (Self.second, "d")] {
            try folder.write(line + "\n")
            try folder.move(to: name)
            try folder.pack(name)
        }
        try folder.write("e\n")
        try folder.restart()
        #expect(rest() == ["c", "d", "e"])
        #expect(folder.tail.gaps == 0)
    }

    @Test func `a packed log is read on where a reader stopped in it`() throws {
        try folder.write(String(repeating: "c\n", count: 10))
        try folder.move(to: Self.first)
        try folder.pack(Self.first)
        try folder.write("e\n")
        try folder.restart()
        let name = try #require(try folder.names().first { $0.hasSuffix(".checkpoint") })
        var seen = 0
        var afterThird: [UInt8] = []
        _ = folder.tail.turn { _ in
            seen += 1
            guard seen == 3 else { return }
            do {
                try folder.tail.commit()
                afterThird = try folder.bytes(of: name)
            } catch {
                Issue.record(error)
            }
        }
        #expect(seen == 11)
        // As if that reader had died then.
        folder.tail = AuditTail(path: folder.path) { _ in }
        try folder.overwrite(name, at: 0, with: afterThird)
        try folder.restart()
        #expect(rest() == [String](repeating: "c", count: 7) + ["e"])
    }

    @Test func `a log that was cut in place is read on in its copy`() throws {
        try folder.write("c\n")
        try folder.copy(to: "audit.log.1")
        try folder.truncate()
        try folder.write("d\n")
        try folder.restart()
        #expect(rest() == ["c", "d"])
        #expect(folder.tail.gaps == 0)
    }

    @Test func `a log that was cut while it was read is read on in its copy`() throws {
        try folder.write("c\nha")
        try folder.copy(to: "audit.log.1")
        try folder.truncate()
        try folder.write("d\n")
        #expect(rest() == ["c", "ha", "d"])
    }

    @Test func `a log that was cut and has grown past its old length is told by its last line`() throws {
        try folder.truncate()
        try folder.write("the first\nthe second\n")
        #expect(rest() == ["the first", "the second"])
        #expect(folder.said == ["the audit log \(folder.path) was cut short; reading it from its beginning"])
    }

    @Test func `a writer that goes on behind the hole of a cut log loses nothing`() throws {
        try folder.truncate()
        try folder.extend(to: 20 << 20)
        try folder.write("c\n")
        var lines: [String] = []
        for _ in 0..<8 { lines += folder.turn() }
        #expect(lines == ["c"])
    }

    @Test func `another file with the same inode is not taken for the log`() throws {
        // The file system may or may not give the number out again; what counts is the same either way.
        try folder.remove()
        try folder.write("x\ny\nz\nanother\n")
        try folder.restart()
        #expect(rest() == ["x", "y", "z", "another"])
        #expect(folder.tail.gaps == 1)
    }

    @Test func `where the file is gone, everything that is newer is read, and the gap is told`() throws {
        try folder.move(to: Self.first)
        try folder.remove(Self.first)
        // Moved away long before the checkpoint.
        try folder.write("older\n")
        try folder.move(to: "audit-2001-01-01T00-00-00.000.log")
        try folder.age("audit-2001-01-01T00-00-00.000.log")
        try folder.write("c\n")
        try folder.move(to: "audit-2201-01-01T00-00-00.000.log")
        try folder.write("d\n")
        try folder.restart()
        #expect(rest() == ["c", "d"])
        #expect(folder.tail.gaps == 1)
        #expect(folder.said.contains { $0.contains("is gone; reading everything that is newer than ") })
    }

    @Test func `two rotations between two looks are both read`() throws {
        try folder.write("c\n")
        try folder.move(to: Self.first)
        try folder.write("d\n")
        try folder.move(to: Self.second)
        try folder.write("e\n")
        #expect(rest() == ["c", "d", "e"])
    }

    @Test func `a damaged checkpoint means everything that is there`() throws {
        folder.tail = AuditTail(path: folder.path) { _ in }
        let name = try #require(try folder.names().first { $0.hasSuffix(".checkpoint") })
        try folder.overwrite(name, at: 0, with: [UInt8](repeating: 0x78, count: 1024))
        try folder.restart()
        #expect(rest() == ["old", "a", "b"])
        #expect(folder.said.first?.contains("is damaged") == true)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import Foundation
import SensorEvents
import Testing

@testable import SensorRuntime

@Suite("The ledger's file")
struct FileNoticeLogTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    private func read(_ log: FileNoticeLog) throws -> [Notice] {
        var notices: [Notice] = []
        try log.load { notices.append($0) }
        return notices
    }

    @Test func `what was appended is there after a restart`() throws {
        var log: FileNoticeLog? = try FileNoticeLog(directory: directory)
        try log?.append(.told("a"))
        try log?.append(.begin(WallTime(nanoseconds: 7)))
        log = nil
        #expect(try read(FileNoticeLog(directory: directory)) == [.told("a"), .begin(WallTime(nanoseconds: 7))])
    }

    @Test func `a line that was cut costs itself alone`() throws {
        var log: FileNoticeLog? = try FileNoticeLog(directory: directory)
        try log?.append(.told("a"))
        try log?.append(.told("b"))
        log = nil
        let path = directory + "/ledger.0"
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.dropLast(5).write(to: URL(filePath: path))
        let second = try FileNoticeLog(directory: directory)
        try second.append(.told("c"))
        #expect(try read(second) == [.told("a"), .told("c")])
        #expect(second.damaged == 1)
    }

    @Test func `a new generation holds what it was given, and a flipped bit is found`() throws {
        var log: FileNoticeLog? = try FileNoticeLog(directory: directory)
        try log?.append(.told("old"))
        try log?.compact([.told("kept"), .told("too")])
        try log?.append(.told("new"))
        log = nil
        // The older generation is read as well: its facts are still facts.
        var second: FileNoticeLog? = try FileNoticeLog(directory: directory)
        #expect(try read(#require(second)) == [.told("old"), .told("kept"), .told("too"), .told("new")])
        try second?.compact([.told("last")])
        second = nil
        let path = directory + "/ledger.1"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count - 4] ^= 1
        try bytes.write(to: URL(filePath: path))
        let third = try FileNoticeLog(directory: directory)
        #expect(third.path == directory + "/ledger.0")
        #expect(try read(third) == [.told("kept"), .told("too"), .told("last")])
        #expect(third.damaged == 1)
    }

    @Test func `two sensors do not share it`() throws {
        let first = try FileNoticeLog(directory: directory)
        #expect(throws: StateError.self) { try FileNoticeLog(directory: directory) }
        withExtendedLifetime(first) {}
    }
}

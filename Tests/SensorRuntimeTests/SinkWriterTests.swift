// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorRuntime
import Testing

@Suite(.serialized) struct SinkWriterTests {
    /// A pipe whose ends are closed with it.
    private final class Pipe {
        let reading: Int32
        private(set) var writing: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            try #require(pipe(&ends) == 0)
            (reading, writing) = (ends[0], ends[1])
        }

        deinit {
            close(reading)
            close(writing)
        }

        func read(_ count: Int) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: count)
            let read = Glibc.read(reading, &bytes, count)
            return Array(bytes.prefix(max(0, read)))
        }
    }

    @Test func `what is written is there at once`() throws {
        let pipe = try Pipe()
        try DescriptorWriter(descriptor: pipe.writing).write(Array("line\n".utf8))
        #expect(pipe.read(16) == Array("line\n".utf8))
    }

    @Test func `a line larger than a full non-blocking pipe arrives whole`() async throws {
        let pipe = try Pipe()
        #expect(fcntl(pipe.writing, F_SETFL, O_NONBLOCK) == 0)
        let line = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
        let writing = pipe.writing
        let writer = Task.detached { try DescriptorWriter(descriptor: writing).write(line) }
        var received: [UInt8] = []
        while received.count < line.count { received += pipe.read(4096) }
        try await writer.value
        #expect(received == line)
    }

    @Test func `a closed descriptor is an error with its errno`() throws {
        #expect(throws: WriteError(code: EBADF, written: 0)) {
            try DescriptorWriter(descriptor: -1).write([1])
        }
    }

    @Test func `a pipe without a reader is a broken pipe, not a signal`() throws {
        DescriptorWriter.ignoreBrokenPipes()
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let error = #expect(throws: WriteError.self) { try DescriptorWriter(descriptor: ends[1]).write([1]) }
        #expect(error?.isBrokenPipe == true)
    }
}

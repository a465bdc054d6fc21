// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite final class EventLoopTests {
    private struct Failure: Error {}

    private let loop = EventLoop()
    private var happened: [String] = []

    /// A pipe's reading end with `count` bytes in it.
    private func pipe(holding count: Int) throws -> FileDescriptor {
        var ends: [Int32] = [0, 0]
        try systemCall("pipe") { Glibc.pipe(&ends) }
        let writer = FileDescriptor(owning: ends[1])
        try DescriptorWriter(descriptor: writer.number).write([UInt8](repeating: 0, count: count))
        return FileDescriptor(owning: ends[0])
    }

    @Test func `a handler runs for as long as its descriptor is readable`() throws {
        let reader = try pipe(holding: 3)
        loop.watch(reader.number) { [unowned self] in
            // The writer is gone: after the three bytes comes the end, which is readable too.
            guard try reader.readOnce(limit: 1) != [] else { return loop.stop() }
            happened.append("byte")
        }
        try loop.run()
        #expect(happened == ["byte", "byte", "byte"])
    }

    @Test func `a timer repeats until the loop is stopped`() throws {
        loop.every(seconds: 0.001) { [unowned self] in
            happened.append("tick")
            if happened.count == 3 { loop.stop() }
        }
        try loop.run()
        #expect(happened == ["tick", "tick", "tick"])
    }

    @Test func `a timer with a long interval does not fire at once`() throws {
        loop.every(seconds: 3600) { [unowned self] in happened.append("hour") }
        loop.every(seconds: 0.001) { [unowned self] in loop.stop() }
        try loop.run()
        #expect(happened == [])
    }

    @Test func `stop lets the handlers of the same turn finish`() throws {
        let first = try pipe(holding: 1)
        let second = try pipe(holding: 1)
        loop.watch(first.number) { [unowned self] in
            happened.append("first")
            loop.stop()
        }
        loop.watch(second.number) { [unowned self] in happened.append("second") }
        try loop.run()
        #expect(happened == ["first", "second"])
    }

    @Test func `a loop stopped before it runs does nothing`() throws {
        loop.watch(try pipe(holding: 1).number) { [unowned self] in happened.append("read") }
        loop.stop()
        try loop.run()
        #expect(happened == [])
    }

    @Test func `the error of a handler ends the loop and is passed on`() throws {
        loop.every(seconds: 0.001) { throw Failure() }
        #expect(throws: Failure.self) { try loop.run() }
    }

    @Test func `work put off to the next turn lets the descriptors come first`() throws {
        let reader = try pipe(holding: 9)
        var turns = 0
        func work() {
            happened.append("work")
            turns += 1
            if turns == 3 { loop.stop() } else { loop.soon(handler: work) }
        }
        loop.watch(reader.number) { [unowned self] in
            _ = try reader.readOnce(limit: 1)
            happened.append("byte")
        }
        // No timer: the loop must not wait for one before it goes on.
        loop.soon(handler: work)
        try loop.run()
        #expect(happened == ["byte", "work", "byte", "work", "byte", "work"])
    }
}

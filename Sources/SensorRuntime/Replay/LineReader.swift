// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Splits a source at line feeds, in memory bounded by the longest line it takes.
package final class LineReader {
    /// Bytes. Grows, by doubling, up to `maximumLine` and one.
    private static let initialCapacity = 256 * 1024

    private let source: any ByteSource
    private let maximumLine: Int
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var sourceEnded = false
    private var failure: InputError?
    /// Unpacked bytes before `start`.
    package private(set) var offset: UInt64 = 0
    /// Lines read so far.
    package private(set) var count: UInt64 = 0

    /// - Parameter maximumLine: bytes of the longest line that is kept.
    package init(_ source: any ByteSource, maximumLine: Int) {
        self.source = source
        self.maximumLine = maximumLine
        buffer = .allocate(byteCount: min(Self.initialCapacity, maximumLine + 1), alignment: 16)
    }

    deinit { buffer.deallocate() }

    package var consumed: UInt64 { source.consumed }

    /// nil at the end.
    /// - Throws: what the source threw, after everything that came before it has been returned.
    package func next() throws(InputError) -> InputLine? {
        var searched = start
        while true {
            if let feed = position(of: 0x0A, from: searched) { return take(upTo: feed, terminated: true) }
            searched = end
            if sourceEnded {
                if start < end { return take(upTo: end, terminated: false) }
                if let failure { throw failure }
                return nil
            }
            if end - start > maximumLine { return skipOverlong() }
            searched -= makeRoom()
            fill()
        }
    }

    private func position(of byte: UInt8, from index: Int) -> Int? {
        guard index < end, let base = buffer.baseAddress,
            let found = memchr(base + index, Int32(byte), end - index)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func take(upTo index: Int, terminated: Bool) -> InputLine {
        let length = index - start
        count += 1
        let isOverlong = length > maximumLine
        let line = InputLine(
            bytes: isOverlong ? [] : Array(buffer[start..<index]), offset: offset, number: count, length: length,
            isTerminated: terminated, isOverlong: isOverlong)
        advance(to: terminated ? index + 1 : index)
        return line
    }

    private func advance(to index: Int) {
        offset += UInt64(index - start)
        start = index
    }

    /// Where the buffer is full: moves what is left to the front, or doubles the buffer. Returns how far indices moved.
    private func makeRoom() -> Int {
        guard end == buffer.count else { return 0 }
        let moved = start
        let kept = end - start
        if kept * 2 > buffer.count, buffer.count <= maximumLine {
            let larger = UnsafeMutableRawBufferPointer.allocate(
                byteCount: min(buffer.count * 2, maximumLine + 1), alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            buffer.deallocate()
            buffer = larger
        } else if start > 0, let base = buffer.baseAddress {
            memmove(base, base + start, kept)
        }
        start = 0
        end = kept
        return moved
    }

    private func fill() {
        guard end < buffer.count else { return }
        do throws(InputError) {
            let bytes = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            sourceEnded = bytes == 0
            end += bytes
        } catch {
            failure = error
            sourceEnded = true
        }
    }

    /// Reads to the end of a line that is too long, keeping nothing of it.
    private func skipOverlong() -> InputLine {
        let first = offset
        count += 1
        var terminated = false
        while !terminated {
            if let feed = position(of: 0x0A, from: start) {
                advance(to: feed)
                terminated = true
            } else {
                advance(to: end)
                if sourceEnded { break }
                start = 0
                end = 0
                fill()
            }
        }
        let length = Int(clamping: offset - first)
        if terminated { advance(to: start + 1) }
        return InputLine(
            bytes: [], offset: first, number: count, length: length, isTerminated: terminated, isOverlong: true)
    }
}

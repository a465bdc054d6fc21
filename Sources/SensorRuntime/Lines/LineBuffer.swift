// SPDX-License-Identifier: Apache-2.0

import Glibc
package import SensorEvents

/// Splits bytes at line feeds as they come, in one reused buffer that is bounded by the longest line it takes.
///
/// A run of NULs where a line would begin is stepped over: it is the hole that a log cut in place leaves before what its
/// writer goes on to write.
package final class LineBuffer {
    /// Bytes. Grows, by doubling, up to the longest line and one, and is given back when that line is gone.
    package static let initialCapacity = 256 * 1024

    private let maximumLine: Int
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    /// Where the next line feed may be: there is none between `start` and it.
    private var searched = 0
    /// No needle begins between `start` and it.
    private var clean = 0
    /// Of the line that has begun and is too long: bytes that were not kept.
    private var dropped = 0
    /// The next line holds no needle.
    private var isForUseAlone = false
    /// Of the next byte that no line has taken, in the input.
    private var position: UInt64
    /// Lines given out or stepped over.
    package private(set) var count: UInt64 = 0

    /// - Parameters:
    ///   - offset: in the input, of the first byte that will be filled in, which begins a line.
    ///   - maximumLine: bytes of the longest line that is kept.
    package init(offset: UInt64 = 0, maximumLine: Int) {
        position = offset
        self.maximumLine = maximumLine
        buffer = .allocate(byteCount: min(Self.initialCapacity, maximumLine + 1), alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// In the input, of the line that has begun, or of the next one if none has.
    package var offset: UInt64 { position - UInt64(dropped) }

    /// In the input, of the next byte to fill in.
    package var filled: UInt64 { position + UInt64(end - start) }

    /// Makes room and has `read` fill it; what it returns are the bytes that it filled, 0 if there are none now.
    package func fill<Failure: Error>(
        _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        makeRoom()
        let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        end += count
        return count
    }

    /// The next line whose end has come; nil if there is none.
    package func next() -> InputLine? {
        stepOverHole()
        guard let feed = lineFeed(from: max(searched, start)) else {
            searched = end
            if dropped > 0 || end - start > maximumLine {
                dropped += end - start
                advance(to: end)
            }
            return nil
        }
        return take(upTo: feed, isTerminated: true)
    }

    /// What has come of a last line that has no end; nil if none has begun. Only when `next` has nothing more.
    package func finish() -> InputLine? {
        start < end || dropped > 0 ? take(upTo: end, isTerminated: false) : nil
    }

    /// Steps over lines that `next` would give and that `search` does not want, as long as each looks like one JSON
    /// object: from `{` to `}`.
    ///
    /// - Returns: how many there were.
    package func passOver(_ search: LineSearch) -> UInt64 {
        isForUseAlone = false
        guard dropped == 0, let base = buffer.baseAddress else { return 0 }
        stepOverHole()
        var limit = end
        while limit > start, base.load(fromByteOffset: limit - 1, as: UInt8.self) != 0x0A { limit -= 1 }
        guard limit > start else { return 0 }
        var passed: UInt64 = 0
        clean = max(clean, start)
        if clean < limit {
            let block = UnsafeRawBufferPointer(start: base, count: limit)
            clean = search.needles.firstMatch(in: block, from: clean) ?? limit
        }
        while start < limit, let found = memchr(base + start, 0x0A, limit - start) {
            let feed = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            guard feed < clean, isWholeObject(start..<feed) else { break }
            if let uses = search.uses, uses.isNews(UnsafeRawBufferPointer(start: base + start, count: feed - start)) {
                isForUseAlone = true
                break
            }
            passed += 1
            advance(to: feed + 1)
        }
        count += passed
        return passed
    }

    private func isWholeObject(_ range: Range<Int>) -> Bool {
        guard var last = range.last, buffer[range.lowerBound] == UInt8(ascii: "{") else { return false }
        while last > range.lowerBound, buffer[last] == 0x0D || buffer[last] == 0x20 { last -= 1 }
        return last > range.lowerBound && buffer[last] == UInt8(ascii: "}")
    }

    private func lineFeed(from index: Int) -> Int? {
        guard index < end, let base = buffer.baseAddress, let found = memchr(base + index, 0x0A, end - index) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func take(upTo index: Int, isTerminated: Bool) -> InputLine {
        count += 1
        let length = dropped + index - start
        let isOverlong = length > maximumLine
        let line = InputLine(
            bytes: isOverlong ? [] : Array(buffer[start..<index]), offset: offset, number: count, length: length,
            isTerminated: isTerminated, isOverlong: isOverlong, isForUseAlone: isForUseAlone)
        isForUseAlone = false
        dropped = 0
        advance(to: isTerminated ? index + 1 : index)
        return line
    }

    private func stepOverHole() {
        guard dropped == 0 else { return }
        var index = start
        while index < end, buffer[index] == 0 { index += 1 }
        advance(to: index)
    }

    private func advance(to index: Int) {
        position += UInt64(index - start)
        start = index
    }

    /// Moves what is left to the front, and doubles the buffer if it fills it.
    private func makeRoom() {
        let kept = end - start
        if kept == 0, buffer.count > Self.initialCapacity {
            replaceBuffer(Self.initialCapacity, keeping: 0)
        } else if kept == buffer.count {
            replaceBuffer(min(buffer.count * 2, maximumLine + 1), keeping: kept)
        } else if start > 0, let base = buffer.baseAddress {
            memmove(base, base + start, kept)
        }
        searched = max(0, searched - start)
        clean = max(0, clean - start)
        start = 0
        end = kept
    }

    private func replaceBuffer(_ capacity: Int, keeping kept: Int) {
        let other = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
        other.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<(start + kept)]))
        buffer.deallocate()
        buffer = other
    }
}

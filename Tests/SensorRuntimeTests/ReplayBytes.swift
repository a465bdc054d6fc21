// SPDX-License-Identifier: Apache-2.0

import SensorRuntime

/// Bytes in memory, handed out in pieces of at most `piece`, and perhaps an error after them.
final class ReplayBytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let piece: Int
    private let failure: InputError?
    private(set) var consumed: UInt64 = 0

    init(_ bytes: [UInt8], piece: Int = .max, failure: InputError? = nil) {
        rest = bytes[...]
        self.piece = piece
        self.failure = failure
    }

    convenience init(_ text: String, piece: Int = .max) {
        self.init(Array(text.utf8), piece: piece)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        if rest.isEmpty, let failure { throw failure }
        let count = min(rest.count, buffer.count, piece)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        consumed += UInt64(count)
        return count
    }
}

/// Gives one byte without end, up to `count`, without ever holding them.
final class ReplayRepeatedByte: ByteSource {
    private let byte: UInt8
    private var rest: Int
    private(set) var consumed: UInt64 = 0
    /// The longest piece asked for: what the reader can hold.
    private(set) var longestRequest = 0

    init(_ byte: UInt8, count: Int) {
        self.byte = byte
        rest = count
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        longestRequest = max(longestRequest, buffer.count)
        let count = min(rest, buffer.count)
        for index in 0..<count { buffer[index] = byte }
        rest -= count
        consumed += UInt64(count)
        return count
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Splits the bytes of one growing file at line feeds as they come, in memory bounded by the longest line it takes.
struct AuditLineReader {
    /// A buffer that a long line has made larger than this is given back. Bytes.
    private static let keptCapacity = 256 * 1024

    private let maximumLine: Int
    private var pending: [UInt8] = []
    /// Of the line that has begun, also of what was not kept.
    private var length = 0
    /// Of the next byte to be added.
    private(set) var offset: UInt64

    /// - Parameters:
    ///   - offset: of the first byte that will be added, which begins a line.
    ///   - maximumLine: bytes of the longest line that is kept.
    init(offset: UInt64, maximumLine: Int) {
        self.offset = offset
        self.maximumLine = maximumLine
    }

    /// Takes the next bytes and hands over each line that they complete.
    mutating func add(_ bytes: UnsafeRawBufferPointer, _ receive: (AuditLine) -> Void) {
        var rest = bytes
        while let base = rest.baseAddress, let found = memchr(base, 0x0A, rest.count) {
            let count = UnsafeRawPointer(found) - base
            keep(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            receive(take())
            offset += 1
            rest = UnsafeRawBufferPointer(rebasing: rest[(count + 1)...])
        }
        keep(rest)
    }

    /// What has come of a line that will not be completed; nil if none has begun.
    mutating func finish() -> AuditLine? {
        length == 0 ? nil : take()
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        length += bytes.count
        offset += UInt64(bytes.count)
        if length <= maximumLine {
            pending += bytes
        } else {
            pending = []
        }
    }

    private mutating func take() -> AuditLine {
        defer {
            length = 0
            pending.removeAll(keepingCapacity: pending.capacity <= Self.keptCapacity)
        }
        return AuditLine(bytes: pending, offset: offset - UInt64(length), isOverlong: length > maximumLine)
    }
}

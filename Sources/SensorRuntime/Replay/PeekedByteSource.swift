// SPDX-License-Identifier: Apache-2.0

/// A source of which the first bytes were looked at and are given out again.
package final class PeekedByteSource: ByteSource {
    private let source: any ByteSource
    private var head: ArraySlice<UInt8>

    package var consumed: UInt64 { source.consumed }

    /// - Parameter count: bytes to look at; fewer come if the source is shorter.
    package init(_ source: any ByteSource, peeking count: Int) throws(InputError) {
        self.source = source
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count - filled, alignment: 1)
            defer { buffer.deallocate() }
            let read = try source.read(into: buffer)
            if read == 0 { break }
            bytes.replaceSubrange(filled..<(filled + read), with: buffer.prefix(read))
            filled += read
        }
        head = bytes[..<filled]
    }

    /// gzip's two magic bytes (RFC 1952 2.3.1). No JSON text starts with them.
    var isGzip: Bool { head.starts(with: [0x1F, 0x8B]) }

    /// Among the bytes that were looked at.
    package func shows(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return head.indices.contains { head[$0...].starts(with: wanted) }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        guard !head.isEmpty else { return try source.read(into: buffer) }
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head.prefix(count))
        head = head.dropFirst(count)
        return count
    }
}

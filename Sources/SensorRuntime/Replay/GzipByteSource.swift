// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Unpacks gzip (RFC 1952), any number of members after one another, in constant memory whatever the ratio.
///
/// Damage is reported once all that was unpacked before it has been handed out.
package final class GzipByteSource: ByteSource {
    private static let bufferSize = 64 * 1024
    /// zlib: a window of 32 KiB, and 16 for "gzip and nothing else".
    private static let windowBits: Int32 = 15 + 16

    private let source: any ByteSource
    private let name: String
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
    /// Compressed bytes before the ones now in `input`.
    private var before: UInt64 = 0
    private var inputCount = 0
    private var memberEnded = false
    private var sourceEnded = false
    private var failure: InputError?

    package var consumed: UInt64 { source.consumed }

    package init(_ source: any ByteSource, name: String) throws(InputError) {
        self.source = source
        self.name = name
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, size) == Z_OK else {
            throw InputError(file: name, offset: 0, problem: .damagedGzip("zlib cannot be initialised"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        if let failure { throw failure }
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = Int(stream.pointee.avail_out)
        do throws(InputError) {
            while Int(stream.pointee.avail_out) == room {
                guard try step() else { break }
            }
        } catch {
            failure = error
        }
        let count = room - Int(stream.pointee.avail_out)
        if count == 0, let failure { throw failure }
        return count
    }

    /// One call of inflate with some input; false at the end of all members.
    private func step() throws(InputError) -> Bool {
        if stream.pointee.avail_in == 0, !sourceEnded { try refill() }
        if memberEnded {
            guard try skipToNextMember() else { return false }
        }
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK: break
        case Z_BUF_ERROR:
            // There is room to write to, so what is missing is input.
            if stream.pointee.avail_in == 0, sourceEnded { throw error(.cutGzip) }
        case Z_STREAM_END: memberEnded = true
        default: throw error(.damagedGzip(stream.pointee.msg.map { String(cString: $0) } ?? "unknown"))
        }
        return true
    }

    private func refill() throws(InputError) {
        before += UInt64(inputCount)
        inputCount = 0
        stream.pointee.avail_in = 0
        inputCount = try source.read(into: input)
        sourceEnded = inputCount == 0
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: inputCount)
    }

    /// Behind a member comes another, or the end; NULs between are padding, as gzip(1) takes it.
    private func skipToNextMember() throws(InputError) -> Bool {
        while true {
            if stream.pointee.avail_in == 0 {
                if !sourceEnded { try refill() }
                if sourceEnded { return false }
            }
            guard stream.pointee.next_in.pointee == 0 else { break }
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        memberEnded = false
        inflateReset(stream)
        return true
    }

    private func error(_ problem: InputError.Problem) -> InputError {
        let offset = before + UInt64(inputCount - Int(stream.pointee.avail_in))
        return InputError(file: name, offset: offset, problem: problem)
    }
}

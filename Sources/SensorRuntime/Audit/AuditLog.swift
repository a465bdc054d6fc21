// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc
import SensorEvents

/// One file that is, or was, the audit log: open, and read up to some byte.
final class AuditLog {
    enum Start {
        case beginning
        /// Behind what is there; a last line that is not complete yet belongs to what follows.
        case end
    }

    /// Bytes of one read(2).
    private static let pieceBytes = 128 * 1024

    private let file: FileDescriptor
    private var reader: AuditLineReader
    /// As fstat(2) said when it was opened; it cannot pass to another file while this one is open.
    let device: UInt64
    let inode: UInt64

    /// Opens `path`, following links; nil if there is no such file.
    ///
    /// - Throws: SystemError; EINVAL if it is not a regular file, which has no end to wait at.
    init?(path: String, from start: Start) throws(SystemError) {
        do throws(SystemError) {
            // A pipe must not hold the sensor up.
            let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | kw_o_cloexec
            file = FileDescriptor(owning: try systemCall("open", path) { kw_openat(AT_FDCWD, path, flags) })
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
        let status = try file.status()
        guard status.kind == .regular else { throw SystemError(call: "read", path: path, number: EINVAL) }
        device = status.device
        inode = status.inode
        reader = AuditLineReader(offset: 0, maximumLine: JSONLimits.maximumLineBytes)
        if start == .end { restart(at: try lastLineStart(size: size())) }
    }

    func size() throws(SystemError) -> UInt64 {
        var facts = stat()
        try systemCall("fstat") { file.withNumber { fstat($0, &facts) } }
        return UInt64(max(0, facts.st_size))
    }

    /// The file has become shorter than what was read of it.
    func isTruncated() throws(SystemError) -> Bool { try size() < reader.offset }

    /// Reads until its end or until `budget` bytes are used up, and hands over each line that is complete.
    ///
    /// - Returns: whether the end was reached.
    func read(budget: inout Int, _ receive: (AuditLine) -> Void) throws(SystemError) -> Bool {
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        while budget > 0 {
            let count = try read(into: &buffer, at: reader.offset)
            if count == 0 { return true }
            budget -= count
            buffer.withUnsafeBytes { reader.add(UnsafeRawBufferPointer(rebasing: $0[..<count]), receive) }
        }
        return false
    }

    /// What has come of a last line, of a file to which no more is written.
    func finish() -> AuditLine? { reader.finish() }

    func restart(at offset: UInt64) {
        reader = AuditLineReader(offset: offset, maximumLine: JSONLimits.maximumLineBytes)
    }

    private func read(into buffer: inout [UInt8], at offset: UInt64) throws(SystemError) -> Int {
        let capacity = buffer.count
        return try systemCall("pread") {
            file.withNumber { number in
                buffer.withUnsafeMutableBytes { pread(number, $0.baseAddress, capacity, off_t(clamping: offset)) }
            }
        }
    }

    /// Where the line begins that the file's last byte belongs to; `size` itself if that byte is a line feed, or the
    /// line is longer than any record.
    private func lastLineStart(size: UInt64) throws(SystemError) -> UInt64 {
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var end = size
        while end > 0, size - end <= UInt64(JSONLimits.maximumLineBytes) {
            let start = end - min(end, UInt64(buffer.count))
            let count = min(try read(into: &buffer, at: start), Int(end - start))
            if let feed = buffer[..<count].lastIndex(of: 0x0A) { return start + UInt64(feed) + 1 }
            end = start
        }
        return end == 0 ? 0 : size
    }
}

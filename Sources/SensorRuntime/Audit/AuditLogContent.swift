// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// The bytes of one file that is, or was, the audit log.
enum AuditLogContent {
    case plain(FileDescriptor)
    /// Read from its beginning on, and never again.
    case packed(AuditPackedLog)

    /// nil if the file is gone, or its name has passed to another.
    init?(_ backup: AuditBackups.Backup) throws(SystemError) {
        guard let file = try Self.open(backup.path) else { return nil }
        let status = try file.status()
        guard (status.device, status.inode) == (backup.device, backup.inode) else { return nil }
        // What is no regular file has no end to wait at.
        guard status.kind == .regular else { throw SystemError(call: "read", path: backup.path, number: EINVAL) }
        self = backup.isPacked ? .packed(AuditPackedLog(file, path: backup.path)) : .plain(file)
    }

    /// nil if there is no such file.
    static func open(_ path: String) throws(SystemError) -> FileDescriptor? {
        do throws(SystemError) {
            // A pipe must not hold the sensor up.
            let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | kw_o_cloexec
            return FileDescriptor(owning: try systemCall("open", path) { kw_openat(AT_FDCWD, path, flags) })
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    /// Bytes; nil of what is packed.
    func size() throws(SystemError) -> UInt64? {
        guard case .plain(let file) = self else { return nil }
        var facts = stat()
        try systemCall("fstat") { file.withNumber { fstat($0, &facts) } }
        return UInt64(max(0, facts.st_size))
    }

    /// When it was last written, nanoseconds; 0 of what is packed.
    func written() throws(SystemError) -> UInt64 {
        guard case .plain(let file) = self else { return 0 }
        var facts = stat()
        try systemCall("fstat") { file.withNumber { fstat($0, &facts) } }
        return UInt64(max(0, facts.st_mtim.tv_sec)) * 1_000_000_000 + UInt64(max(0, facts.st_mtim.tv_nsec))
    }

    /// - Returns: bytes read; 0 if there are none at `offset` now.
    func read(into room: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SystemError) -> Int {
        switch self {
        case .plain(let file):
            try systemCall("pread") {
                file.withNumber { pread($0, room.baseAddress, room.count, off_t(clamping: offset)) }
            }
        case .packed(let log): log.read(into: room, at: offset)
        }
    }

    /// The last `limit` bytes before `offset`; fewer if there are fewer, or the file is shorter.
    static func bytes(
        of file: FileDescriptor, before offset: UInt64, atMost limit: Int
    ) throws(SystemError) -> [UInt8] {
        let wanted = Int(min(offset, UInt64(limit)))
        var bytes = [UInt8](repeating: 0, count: wanted)
        let start = off_t(clamping: offset - UInt64(wanted))
        let count = try systemCall("pread") {
            file.withNumber { number in bytes.withUnsafeMutableBytes { pread(number, $0.baseAddress, wanted, start) } }
        }
        return Array(bytes.prefix(count))
    }

    /// Whether the line before `offset` is the one that `proof` is of.
    func proves(_ proof: AuditLineProof, before offset: UInt64) throws(SystemError) -> Bool {
        guard proof.length > 0 else { return false }
        switch self {
        case .plain(let file):
            return proof.holds(of: try Self.bytes(of: file, before: offset, atMost: proof.length))
        case .packed(let log):
            var line = [UInt8](repeating: 0, count: proof.length)
            var filled = 0
            let start = offset - min(offset, UInt64(proof.length))
            while filled < line.count {
                let count = line.withUnsafeMutableBytes { room in
                    log.read(into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]), at: start + UInt64(filled))
                }
                if count == 0 { return false }
                filled += count
            }
            return proof.holds(of: line)
        }
    }
}

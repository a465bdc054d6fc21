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

    private let content: AuditLogContent
    private var lines: LineBuffer
    /// As they were when it was opened; they cannot pass to another file while this one is open.
    let device: UInt64
    let inode: UInt64
    let path: String
    /// What stood before some byte when this was looked at last, to know whether it still does.
    private(set) var remembered = (offset: UInt64(0), proof: AuditLineProof.none)
    private var passedOver: UInt64 = 0

    /// Opens `path`, following links; nil if there is no such file.
    ///
    /// - Throws: SystemError; EINVAL if it is not a regular file, which has no end to wait at.
    init?(path: String, from start: Start) throws(SystemError) {
        guard let file = try AuditLogContent.open(path) else { return nil }
        let status = try file.status()
        guard status.kind == .regular else { throw SystemError(call: "read", path: path, number: EINVAL) }
        content = .plain(file)
        self.path = path
        device = status.device
        inode = status.inode
        lines = LineBuffer(maximumLine: JSONLimits.maximumLineBytes)
        if start == .end { restart(at: try lastLineStart(size: size())) }
        try remember()
    }

    /// Opens a log that was moved away; nil if it is gone, or its name has passed to another file.
    init?(_ backup: AuditBackups.Backup) throws(SystemError) {
        guard let content = try AuditLogContent(backup) else { return nil }
        self.content = content
        path = backup.path
        device = backup.device
        inode = backup.inode
        lines = LineBuffer(maximumLine: JSONLimits.maximumLineBytes)
    }

    func size() throws(SystemError) -> UInt64 { try content.size() ?? .max }

    /// When it was last written. Nanoseconds.
    func written() throws(SystemError) -> UInt64 { try content.written() }

    /// The name in its directory that the file has now or, if it was deleted, had last; nil where it cannot be told.
    var lastName: String? {
        guard case .plain(let file) = content else { return nil }
        guard let shown = try? file.currentPath() else { return nil }
        let name = String(decoding: shown.split(separator: 0x2F).last ?? [], as: UTF8.self)
        // proc_fd_link marks a file without a name so (fs/d_path.c, prepend " (deleted)").
        return name.hasSuffix(" (deleted)") ? String(name.dropLast(10)) : name
    }

    /// What is wrong with what is packed, if anything was found to be.
    var damage: InputError? {
        guard case .packed(let log) = content else { return nil }
        return log.damage
    }

    /// Lines stepped over since this was asked last.
    func takePassedOver() -> UInt64 {
        defer { passedOver = 0 }
        return passedOver
    }

    /// Of the first byte that no line has taken.
    var offset: UInt64 { lines.offset }

    /// The file is shorter than what was read of it.
    func isCut() throws(SystemError) -> Bool {
        guard case .plain = content else { return false }
        return try size() < lines.filled
    }

    /// The file is not what was read of it: shorter, or other bytes stand where the last line was.
    func isReplaced() throws(SystemError) -> Bool {
        guard case .plain(let file) = content else { return false }
        if try isCut() { return true }
        let (offset, proof) = remembered
        return !proof.holds(of: try AuditLogContent.bytes(of: file, before: offset, atMost: proof.length))
    }

    /// What stands before `offset`.
    func proof() throws(SystemError) -> AuditLineProof {
        guard case .plain(let file) = content else { return .none }
        if remembered.offset == offset { return remembered.proof }
        return AuditLineProof(
            endOf: try AuditLogContent.bytes(of: file, before: offset, atMost: AuditLineProof.maximumLength))
    }

    /// Keeps what stands before `offset` for `isReplaced`.
    func remember() throws(SystemError) { remembered = (offset, try proof()) }

    /// Reads until its end or until `budget` bytes are used up, and hands over each line that is complete, but for those
    /// that hold nothing of `search`, if there is one.
    ///
    /// - Returns: whether the end was reached.
    func read(
        budget: inout Int, search: LineSearch?, _ receive: (InputLine) -> Void
    ) throws(SystemError) -> Bool {
        while true {
            while true {
                if let search { passedOver += lines.passOver(search) }
                guard let line = lines.next() else { break }
                receive(line)
            }
            guard budget > 0 else { return false }
            let count = try lines.fill { [content, lines] (room) throws(SystemError) in
                try content.read(into: room, at: lines.filled)
            }
            if count == 0 { return true }
            budget -= count
        }
    }

    /// What has come of a last line, of a file to which no more is written.
    func finish() -> InputLine? { lines.finish() }

    /// Goes to a byte that begins a line. What is packed is unpacked up to there.
    func restart(at offset: UInt64) {
        lines = LineBuffer(offset: offset, maximumLine: JSONLimits.maximumLineBytes)
    }

    /// Where the line begins that the file's last byte belongs to; `size` itself if that byte is a line feed, or the
    /// line is longer than any record.
    private func lastLineStart(size: UInt64) throws(SystemError) -> UInt64 {
        guard case .plain(let file) = content else { return 0 }
        let pieceBytes = 128 * 1024
        var end = size
        while end > 0, size - end <= UInt64(JSONLimits.maximumLineBytes) {
            let piece = try AuditLogContent.bytes(of: file, before: end, atMost: pieceBytes)
            let start = end - UInt64(piece.count)
            if let feed = piece.lastIndex(of: 0x0A) { return start + UInt64(feed) + 1 }
            if piece.isEmpty { break }
            end = start
        }
        return end == 0 ? 0 : size
    }
}

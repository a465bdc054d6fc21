// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

/// The checkpoint of one audit log, in a file of its own that one process holds at a time.
///
/// Two places in the file are written in turn, each by one write(2), so that a process that dies in between leaves the
/// other one. It is not flushed to the disk: what a loss of power takes is read and judged again, to alerts with the
/// same ids.
package final class CheckpointFile {
    private static let places = 2

    private let file: FileDescriptor
    private let path: String
    /// What the file held, if it was one.
    package private(set) var last: AuditCheckpoint?
    /// The file held something, and no checkpoint that could be read.
    package let wasDamaged: Bool

    /// Opens or makes the checkpoint of the log `log` in `directory`, and makes the directory (0700) if it is missing.
    ///
    /// - Throws: StateError with a sentence; a second reader of the same log is told who holds it.
    package init(of log: String, in directory: String) throws {
        try StateDirectory.makeDirectory(directory)
        path = "\(directory)/audit-\(AuditLineProof(endOf: Array(Self.absolute(log).utf8)).hash.prefix(16)).checkpoint"
        let name = path
        do throws(SystemError) {
            let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
            file = FileDescriptor(owning: try systemCall("open") { Glibc.open(name, flags, 0o600) })
        } catch {
            throw StateError(
                "The checkpoint \(name) cannot be opened: \(error.reason). Give a directory of its own with --state-dir."
            )
        }
        guard file.withNumber({ flock($0, LOCK_EX | LOCK_NB) }) == 0 else {
            throw StateError(
                "Another keyward reads the audit log \(log) with the checkpoint \(name). Stop it first, or give this "
                    + "one its own --state-dir.")
        }
        var bytes = [UInt8](repeating: 0, count: AuditCheckpoint.encodedBytes * Self.places)
        let count = file.withNumber { pread($0, &bytes, bytes.count, 0) }
        let found = (0..<Self.places).compactMap { place in
            AuditCheckpoint(
                encoded: bytes[(place * AuditCheckpoint.encodedBytes)...].prefix(AuditCheckpoint.encodedBytes))
        }
        last = found.max { $0.sequence < $1.sequence }
        wasDamaged = count > 0 && last == nil
    }

    deinit {
        file.withNumber { _ = flock($0, LOCK_UN) }
    }

    /// The same for a log whichever way it is named, as far as its directory is there.
    private static func absolute(_ path: String) -> String {
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { String(path[...$0]) } ?? "."
        guard let resolved = realpath(directory, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved) + "/" + path[(slash.map { path.index(after: $0) } ?? path.startIndex)...]
    }

    /// A checkpoint that only has to be written.
    struct Prepared {
        fileprivate var checkpoint: AuditCheckpoint
        fileprivate var bytes: [UInt8]
    }

    /// nil if it is the one that is kept.
    func prepare(device: UInt64, inode: UInt64, offset: UInt64, proof: AuditLineProof) -> Prepared? {
        if let last, (last.device, last.inode, last.offset, last.proof) == (device, inode, offset, proof) { return nil }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let time = WallTime(nanoseconds: UInt64(max(0, now.tv_sec)) * 1_000_000_000 + UInt64(now.tv_nsec))
        let next = AuditCheckpoint(
            sequence: (last?.sequence ?? 0) &+ 1, device: device, inode: inode, offset: offset, proof: proof, time: time
        )
        return Prepared(checkpoint: next, bytes: next.encoded)
    }

    /// - Throws: SystemError; the last one then still holds.
    func save(_ prepared: Prepared) throws(SystemError) {
        let bytes = prepared.bytes
        let place = off_t(prepared.checkpoint.sequence % UInt64(Self.places)) * off_t(bytes.count)
        let count = try systemCall("pwrite", path) { file.withNumber { pwrite($0, bytes, bytes.count, place) } }
        guard count == bytes.count else { throw SystemError(call: "pwrite", path: path, number: ENOSPC) }
        last = prepared.checkpoint
    }
}

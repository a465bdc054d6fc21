// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

/// The audit log and the files beside it that were the log before, in the order in which they were written.
struct AuditLogFiles {
    /// A log may be moved away between being found and being opened.
    private static let attempts = 5

    private let path: String
    private let backups: AuditBackups

    init(of path: String) {
        self.path = path
        backups = AuditBackups(of: path)
    }

    /// What stands at the path now; nil if nothing does.
    func current() throws(SystemError) -> AuditBackups.Backup? {
        var facts = stat()
        do throws(SystemError) {
            try systemCall("stat", path) { stat(path, &facts) }
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
        return AuditBackups.Backup(
            path: path, moved: .max, written: .max, device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino),
            isPacked: false)
    }

    /// What was written after `last`, oldest first. `current` must have been looked up before: a log that is moved away in
    /// between then shows twice, and is taken once, instead of not at all.
    func after(_ last: AuditLog?, upTo current: AuditBackups.Backup) throws(SystemError) -> [AuditBackups.Backup] {
        guard let last else { return [current] }
        let chain = chain(upTo: current)
        if let index = chain.lastIndex(where: { ($0.device, $0.inode) == (last.device, last.inode) }) {
            return Array(chain[(index + 1)...])
        }
        // It was packed or deleted. Where its place was is known by the name that it had last.
        if let name = last.lastName, let index = chain.lastIndex(where: { $0.name == name + ".gz" }) {
            return Array(chain[(index + 1)...])
        }
        // What was moved away since is newer, but for itself.
        let written = try last.written()
        var newer: [AuditBackups.Backup] = []
        for file in chain where file.isNewer(than: written) {
            if file.isPacked, try holds(file, last.proof(), at: last.offset) { continue }
            newer.append(file)
        }
        return newer
    }

    /// Where a checkpoint's place is now, and what was written after it, oldest first. Without a place everything is given
    /// that was moved away after the checkpoint was made.
    func resumption(
        from last: AuditCheckpoint
    ) throws(SystemError) -> (found: AuditLog?, newer: [AuditBackups.Backup]) {
        for _ in 1..<Self.attempts {
            let resumption = try resumptionNow(from: last)
            if resumption.found != nil { return resumption }
        }
        return try resumptionNow(from: last)
    }

    private func resumptionNow(
        from last: AuditCheckpoint
    ) throws(SystemError) -> (found: AuditLog?, newer: [AuditBackups.Backup]) {
        let chain = chain(upTo: try current())
        let byInode = chain.indices.filter { (chain[$0].device, chain[$0].inode) == (last.device, last.inode) }
        // Those that were moved away after it are more likely, and the first of them is the likeliest.
        let byTime = chain.indices.filter { chain[$0].isNewer(than: last.time.nanoseconds) }
        let others = chain.indices.reversed().filter { !chain[$0].isNewer(than: last.time.nanoseconds) }
        for index in byInode + byTime + others {
            let isNamed = byInode.contains(index) && last.proof.length == 0
            let isProven = try holds(chain[index], last.proof, at: last.offset)
            guard isNamed || isProven, let log = try AuditLog(chain[index]) else { continue }
            log.restart(at: last.offset)
            try log.remember()
            return (log, Array(chain[(index + 1)...]))
        }
        return (nil, byTime.map { chain[$0] })
    }

    /// A file that holds what `log` held before it was cut, to be read on from where `log` was; nil if there is none.
    func copy(of log: AuditLog) throws(SystemError) -> AuditLog? {
        for file in backups.list().reversed() where try holds(file, log.remembered.proof, at: log.remembered.offset) {
            let copy = try AuditLog(file)
            copy?.restart(at: log.offset)
            try copy?.remember()
            return copy
        }
        return nil
    }

    private func holds(
        _ file: AuditBackups.Backup, _ proof: AuditLineProof, at offset: UInt64
    ) throws(SystemError) -> Bool {
        try AuditLogContent(file)?.proves(proof, before: offset) ?? false
    }

    /// A log that was moved away after it was looked up as the current one stands among the backups, in its place there.
    private func chain(upTo current: AuditBackups.Backup?) -> [AuditBackups.Backup] {
        let backups = backups.list()
        guard let current, !backups.contains(where: { Self.isSame($0, current) }) else { return backups }
        return backups + [current]
    }

    private static func isSame(_ left: AuditBackups.Backup, _ right: AuditBackups.Backup) -> Bool {
        (left.device, left.inode) == (right.device, right.inode)
    }
}

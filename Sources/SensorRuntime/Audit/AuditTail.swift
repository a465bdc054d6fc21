// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

/// Reads an audit log as it grows, through rotation, truncation, absence, and a time without any reader.
///
/// Without a checkpoint it starts behind what the file held at `start`, and at the beginning of a file that appears
/// later. With one it goes on where that says, in whichever file those records are now. A log that was moved away is read
/// to its end before the one that took its place, and is left only once something stands in that one: a logger may
/// create the new file before it stops writing to the old.
final class AuditTail {
    /// Read in one turn, so that the rings are looked at in between. Bytes.
    static let turnBytes = 4 << 20
    /// Read whole at the start, so that a file of another kind shows. Bytes.
    private static let unsearchedBytes = 64 * 1024
    /// Logs moved away and not read to their end that are kept open.
    private static let maximumLogs = 1024

    private let path: String
    private let checkpoint: CheckpointFile?
    private let search: LineSearch?
    private let say: (String) -> Void
    private let files: AuditLogFiles
    /// Oldest first; the last one is where the path led when it was last looked at.
    private var logs: [AuditLog] = []
    /// What was said last of a log that cannot be read, so that it is said once.
    private var trouble: String?
    private var unsearched = AuditTail.unsearchedBytes
    /// Lines stepped over, because they hold nothing that is searched for.
    private(set) var passedOver: UInt64 = 0
    /// Bytes read.
    private(set) var bytes: UInt64 = 0
    /// Times that records were missed: the file that held them is gone, or is damaged.
    private(set) var gaps: UInt64 = 0

    /// - Parameters:
    ///   - search: lines that hold none of its needles are not handed over; nil: every line is.
    ///   - say: takes one sentence at a time for the operator.
    init(path: String, checkpoint: CheckpointFile? = nil, search: LineSearch? = nil, say: @escaping (String) -> Void) {
        self.path = path
        self.checkpoint = checkpoint
        self.search = search
        self.say = say
        files = AuditLogFiles(of: path)
    }

    /// Goes to where the checkpoint says, else to the end of the log, if there is one.
    ///
    /// - Throws: SystemError if it is there and cannot be read.
    func start() throws(SystemError) {
        if let last = checkpoint?.last {
            try resume(from: last)
        } else if checkpoint?.wasDamaged == true {
            say("the checkpoint of the audit log \(path) is damaged; reading the log from its beginning")
            if let log = try AuditLog(path: path, from: .beginning) { logs = [log] }
        } else if let log = try AuditLog(path: path, from: .end) {
            logs = [log]
        }
        if logs.isEmpty {
            complain("the audit log \(path) does not exist yet; it will be read from its beginning when it appears")
        }
        try keepPlace()
    }

    /// Reads what has come, at most `turnBytes` and a line.
    ///
    /// - Returns: whether there is more to read at once.
    func turn(_ receive: (InputLine) -> Void) -> Bool {
        do throws(SystemError) {
            let isMore = try read(receive)
            try keepPlace()
            return isMore
        } catch {
            complain("the audit log \(path) cannot be read: \(error.reason); trying again")
            return false
        }
    }

    private func keepPlace() throws(SystemError) {
        do throws(SystemError) {
            try commit()
        } catch {
            if error.call != "pwrite" { throw error }
            complain("the checkpoint of the audit log \(path) cannot be kept: \(error)")
        }
    }

    /// Makes the checkpoint say that everything handed over so far was judged and delivered.
    func commit() throws(SystemError) {
        if let prepared = try prepare() { try commit(prepared) }
    }

    func commit(_ prepared: CheckpointFile.Prepared) throws(SystemError) { try checkpoint?.save(prepared) }

    /// The checkpoint for everything handed over so far; nil if it is kept already, or none is.
    func prepare() throws(SystemError) -> CheckpointFile.Prepared? {
        guard let checkpoint, let log = logs.first else { return nil }
        // Nothing proves the beginning of a file. Until its first line was read, the end of the one before is the better
        // place: what follows that is found by name and inode.
        if log.offset == 0, let last = checkpoint.last, (last.device, last.inode) != (log.device, log.inode) {
            return nil
        }
        return checkpoint.prepare(
            device: log.device, inode: log.inode, offset: log.offset, proof: try log.proof())
    }

    private func read(_ receive: (InputLine) -> Void) throws(SystemError) -> Bool {
        try look()
        var budget = Self.turnBytes
        defer { bytes += UInt64(Self.turnBytes - budget) }
        while let log = logs.first {
            if try log.isReplaced() {
                try restart(log, receive)
                continue
            }
            // Asked before the last read: what was written to the old log came before what is in the new one.
            let isSuperseded = try hasSuccessor()
            let isAtEnd = try read(log, &budget, receive)
            if try log.isCut() { continue }
            try log.remember()
            guard isAtEnd else { return true }
            guard isSuperseded else { return false }
            if let half = log.finish() { receive(half) }
            if let damage = log.damage {
                say("the audit log is damaged, and what follows in it cannot be read: \(damage)")
                gaps += 1
            }
            logs.removeFirst()
        }
        return false
    }

    private func read(_ log: AuditLog, _ budget: inout Int, _ receive: (InputLine) -> Void) throws(SystemError) -> Bool
    {
        let before = budget
        defer { passedOver += log.takePassedOver() }
        let isAtEnd = try log.read(budget: &budget, search: unsearched > 0 ? nil : search, receive)
        unsearched -= min(unsearched, before - budget)
        return isAtEnd
    }

    /// The log was cut in place, or written anew. A copy of what it held may lie beside it (logrotate's `copytruncate`).
    private func restart(_ log: AuditLog, _ receive: (InputLine) -> Void) throws(SystemError) {
        if let copy = try files.copy(of: log) {
            say("the audit log \(path) was cut short; reading on in its copy \(copy.path), then from its beginning")
            logs.insert(copy, at: 0)
        } else {
            say("the audit log \(path) was cut short; reading it from its beginning")
            if let half = log.finish() { receive(half) }
        }
        log.restart(at: 0)
        try log.remember()
    }

    /// Takes notice of other files at the path, and opens them before they can be moved away in their turn.
    private func look() throws(SystemError) {
        guard let current = try files.current() else { return }
        if let last = logs.last, (last.device, last.inode) == (current.device, current.inode) { return }
        guard logs.count < Self.maximumLogs else { return }
        var isNew = logs.isEmpty
        for file in try files.after(logs.last, upTo: current) {
            guard let log = try AuditLog(file) else { break }
            logs.append(log)
            isNew = true
        }
        if isNew, trouble != nil { say("reading the audit log \(path)") }
        if isNew { trouble = nil }
    }

    private func resume(from last: AuditCheckpoint) throws(SystemError) {
        let (found, newer) = try files.resumption(from: last)
        if let found {
            logs = [found]
        } else {
            gaps += 1
            say(
                "what the audit log \(path) held when it was last read is gone; reading everything that is newer than "
                    + "\(last.time)")
        }
        for file in newer.prefix(Self.maximumLogs) {
            guard let log = try AuditLog(file) else { break }
            logs.append(log)
        }
        let behind = logs.dropLast().count
        if behind > 0 { say("reading \(behind) audit logs that were moved away while no sensor ran") }
    }

    private func hasSuccessor() throws(SystemError) -> Bool {
        for log in logs.dropFirst() where try log.size() > 0 { return true }
        return false
    }

    private func complain(_ sentence: String) {
        if trouble != sentence { say(sentence) }
        trouble = sentence
    }
}

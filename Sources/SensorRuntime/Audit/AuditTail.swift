// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Reads an audit log as it grows, through rotation, truncation and absence.
///
/// It starts behind what the file held at `start`, and at the beginning of a file that appears later. A log that was
/// moved away is read to its end before the one that took its place, and is left only once something stands in that
/// one: a logger may create the new file before it stops writing to the old. What it cannot see: a file cut to nothing
/// that has grown past its old length before the next look.
final class AuditTail {
    /// Read in one turn, so that the rings are looked at in between. Bytes.
    static let turnBytes = 4 << 20
    /// Logs moved away and not read to their end that are kept open.
    private static let maximumLogs = 16

    private let path: String
    private let say: (String) -> Void
    /// Oldest first; the last one is where the path led when it was last looked at.
    private var logs: [AuditLog] = []
    /// What was said last of a log that cannot be read, so that it is said once.
    private var trouble: String?

    /// - Parameter say: takes one sentence at a time for the operator.
    init(path: String, say: @escaping (String) -> Void) {
        self.path = path
        self.say = say
    }

    /// Goes to the end of the log, if there is one.
    ///
    /// - Throws: SystemError if it is there and cannot be read.
    func start() throws(SystemError) {
        guard let log = try AuditLog(path: path, from: .end) else {
            complain("the audit log \(path) does not exist yet; it will be read from its beginning when it appears")
            return
        }
        logs = [log]
    }

    /// Reads what has come, at most `turnBytes` and a line.
    ///
    /// - Returns: whether there is more to read at once.
    func turn(_ receive: (AuditLine) -> Void) -> Bool {
        do throws(SystemError) {
            try look()
            var budget = Self.turnBytes
            while let log = logs.first {
                // Asked before the last read: what was written to the old log came before what is in the new one.
                let isSuperseded = try hasSuccessor()
                guard try log.read(budget: &budget, receive) else { return true }
                if try log.isTruncated() {
                    say("the audit log \(path) was cut short; reading it from its beginning")
                    if let half = log.finish() { receive(half) }
                    log.restart(at: 0)
                } else if isSuperseded {
                    if let half = log.finish() { receive(half) }
                    logs.removeFirst()
                } else {
                    return false
                }
            }
        } catch {
            complain("the audit log \(path) cannot be read: \(error.reason); trying again")
        }
        return false
    }

    /// Takes notice of another file at the path, and opens it before it can be moved away in its turn.
    private func look() throws(SystemError) {
        var facts = stat()
        do throws(SystemError) {
            try systemCall("stat", path) { stat(path, &facts) }
        } catch {
            if error.number != ENOENT { throw error }
            return
        }
        let isKnown = logs.last.map { $0.device == UInt64(facts.st_dev) && $0.inode == UInt64(facts.st_ino) } ?? false
        guard !isKnown, logs.count < Self.maximumLogs, let log = try AuditLog(path: path, from: .beginning) else {
            return
        }
        if trouble != nil { say("reading the audit log \(path)") }
        trouble = nil
        logs.append(log)
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

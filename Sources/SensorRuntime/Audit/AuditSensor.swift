// SPDX-License-Identifier: Apache-2.0

package import Detection
import SensorEvents

/// The audit half at work: tail, decode, judge, deliver, on the same thread as the rings.
///
/// `arm()` first; then call `serve(on:)` and run the loop; `finish()` at the end. After each line that gave an alert, and
/// after each turn, the checkpoint says how far it came.
package final class AuditSensor {
    /// Between two looks that no change asked for.
    package static let lookSeconds = 0.25
    /// Turns of `finish`: what they cannot read was written faster than it is judged.
    private static let lastTurns = 64

    private let path: String
    private let judge: AuditJudge
    private let capture: CaptureFile?
    private let log: (String) -> Void
    private let tail: AuditTail
    private let directory: AuditDirectoryWatch
    private let line: Line
    private var isContinuing = false

    /// The line that is being judged.
    private final class Line {
        /// It holds one item, so that an alert about it is the last one.
        var isSingle = false
    }

    package var totals: AuditTotals {
        var totals = judge.totals
        totals.lines += tail.passedOver
        totals.passedOver = tail.passedOver
        totals.bytes = tail.bytes
        totals.gaps = tail.gaps
        return totals
    }

    /// - Parameters:
    ///   - checkpoint: where to go on from, and where to keep how far it came; nil: it starts at the end of the log.
    ///   - capture: gets every line that holds an audit event and was not stepped over, as it came.
    ///   - deliver: takes each alert; what it throws is counted and logged, and the sensor goes on.
    ///   - log: takes one sentence for the operator at a time.
    package init(
        path: String, detector: Detector, correlation: LiveCorrelation? = nil, checkpoint: CheckpointFile? = nil,
        capture: CaptureFile? = nil, deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) {
        self.path = path
        let search = AuditNeedles.search(for: detector.auditNeedles, uses: correlation?.uses)
        let tail = AuditTail(path: path, checkpoint: checkpoint, search: search, say: log)
        let line = Line()
        self.tail = tail
        self.line = line
        judge = AuditJudge(
            source: "the audit log \(path)", detector: detector, correlation: correlation,
            deliver: { alert, isLast in
                // A kill between a delivered alert and its checkpoint makes the next run deliver it again, so nothing but
                // two writes stands between them.
                let checkpoint = line.isSingle && isLast ? (try? tail.prepare()) ?? nil : nil
                try deliver(alert)
                // Where it fails, so does the one at the end of the turn, which is told.
                if let checkpoint { try? tail.commit(checkpoint) }
            }, log: log)
        self.capture = capture
        self.log = log
        directory = AuditDirectoryWatch(ofFile: path)
    }

    /// Goes to the end of the log: what is written from now on is judged.
    ///
    /// - Throws: StateError if the log is there and cannot be read.
    package func arm() throws {
        directory.renew()
        do throws(SystemError) {
            try tail.start()
        } catch {
            throw StateError(
                "The audit log \(path) cannot be read: \(error.reason). Give the API server's --audit-log-path, a "
                    + "regular file that this user may read.")
        }
    }

    /// Puts the tail's descriptor and timer onto a loop.
    package func serve(on loop: EventLoop) {
        if let descriptor = directory.descriptor {
            loop.watch(descriptor) { [unowned self] in
                directory.drain()
                turn(on: loop)
            }
        }
        loop.every(seconds: Self.lookSeconds) { [unowned self] in
            directory.renew()
            turn(on: loop)
        }
    }

    /// Reads what has come, a bounded part of it.
    ///
    /// - Returns: whether there is more to read at once.
    @discardableResult
    package func pump() -> Bool { tail.turn(receive) }

    /// Reads to the end of the log. Call it before the capture is closed.
    ///
    /// - Returns: the audit part of the totals line.
    package func finish() -> String {
        var turns = 0
        while pump() {
            turns += 1
            if turns == Self.lastTurns {
                log("the audit log \(path) grows faster than it can be read; its end was not judged")
                break
            }
        }
        return totals.line
    }

    private func turn(on loop: EventLoop) {
        guard pump(), !isContinuing else { return }
        isContinuing = true
        loop.soon { [unowned self] in
            isContinuing = false
            turn(on: loop)
        }
    }

    private func receive(_ line: InputLine) {
        guard !line.isBlank else { return }
        judge.totals.lines += 1
        var line = line
        // A record of a TokenRequest may hold the token itself; neither a capture nor anything else shall.
        SecretEraser.eraseTokens(in: &line.bytes)
        let items = line.isOverlong ? [.other(reason: "longer than any record")] : RecordDecoder.decode(line.bytes)
        keep(line, items)
        self.line.isSingle = items.count == 1
        if line.isForUseAlone { return items.forEach(judge.noteUse) }
        for item in items { judge.judge(item, at: "byte \(line.offset)", of: line.bytes) }
    }

    private func keep(_ line: InputLine, _ items: [DecodedItem]) {
        guard let capture, items.contains(where: \.isAudit) else { return }
        do {
            try capture.append(auditRecord: line.bytes)
        } catch {
            log("the capture cannot be written: \(error)")
        }
    }
}

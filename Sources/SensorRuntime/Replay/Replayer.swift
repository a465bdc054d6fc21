// SPDX-License-Identifier: Apache-2.0

package import Detection
import SensorEvents

/// Runs captures, audit logs and other sensors' events, in any mix, through Detection. What it finds depends on the
/// inputs and the judgement alone.
package final class Replayer {
    private let judgement: ReplayJudgement
    private let onItem: (ReplayVerdict) throws -> Void
    private let onProblem: (ReplayProblem) -> Void
    /// Of audit events outside a capture.
    private let auditDetector: Detector
    /// Of file events outside a capture; made when the first comes.
    private var fileDetector: Detector?
    /// What lines of records are searched for; nil if every line is to be read.
    private let search: LineSearch?
    private let correlator: Correlator?
    private let uses: UseFilter?
    private var capture = CaptureReader<Policy>()
    private var captureDetector: Detector?
    private var captureHost = ""
    package private(set) var summary = ReplaySummary()

    /// Read whole at the start of each input, so that one of another kind shows. Unpacked bytes.
    private static let unsearchedBytes: UInt64 = 16 * 1024
    /// What lines have to hold to be read that are no audit records: captures, and the events of Tracee.
    private static let otherForms = ["keyward.capture/", "security_file_open", "security_inode_rename"]

    /// - Parameters:
    ///   - readsAll: read every record, also those that hold nothing that any rule looks for.
    ///   - onItem: gets every item that was read, in order.
    ///   - onProblem: gets what is wrong with the inputs.
    package init(
        judgement: ReplayJudgement, readsAll: Bool = false, onItem: @escaping (ReplayVerdict) throws -> Void,
        onProblem: @escaping (ReplayProblem) -> Void
    ) {
        self.judgement = judgement
        self.onItem = onItem
        self.onProblem = onProblem
        auditDetector = judgement.auditDetector
        correlator = judgement.correlation.map { Correlator(settings: $0, context: .unknown, waitsForEnd: true) }
        uses = correlator == nil ? nil : UseFilter()
        search =
            readsAll
            ? nil
            : AuditNeedles.search(for: auditDetector.auditNeedles.map { $0 + Self.otherForms }, uses: uses)
    }

    /// Reads one input to its end. Damage goes to `onProblem`; what came before it counts.
    /// - Parameter onProgress: gets how many bytes of the file have been read.
    /// - Throws: only what `onItem` throws.
    package func replay(_ source: any ByteSource, name: String, onProgress: (UInt64) -> Void = { _ in }) throws {
        capture = CaptureReader()
        captureDetector = nil
        do {
            let unpacked = try ReplayInput.unpacked(source, name: name)
            let lines = LineReader(unpacked, maximumLine: CaptureFormat.maximumLine)
            try withoutActuallyEscaping(onProgress) { onProgress in
                lines.onRead = onProgress
                defer { lines.onRead = { _ in } }
                try take(lines, of: name)
            }
        } catch let error as InputError {
            report(.input(error))
        }
    }

    private func take(_ lines: LineReader, of name: String) throws {
        let reader = RecordReader(lines, maximumRecord: CaptureFormat.maximumLine)
        defer {
            summary.records += lines.passedOver
            summary.items += lines.passedOver
        }
        while let line = try reader.nextLine() {
            try take(line, of: name, reader)
            lines.search = reader.offset >= Self.unsearchedBytes && !capture.isInsideCapture ? search : nil
        }
        finish(at: InputPosition(file: name, offset: reader.offset, line: reader.lineNumber))
    }

    private func take(_ line: InputLine, of name: String, _ reader: RecordReader) throws {
        let position = InputPosition(file: name, offset: line.offset, line: line.number)
        if capture.isInsideCapture || CaptureFormat.looksLikeHeader(line.bytes)
            || CaptureFormat.looksLikeBody(line.bytes)
        {
            try takeCapture(line, at: position)
        } else {
            var record = try reader.record(startingWith: line)
            // As a live sensor does, so that the alerts have the same ids.
            SecretEraser.eraseTokens(in: &record.bytes)
            guard !record.isOverlong else { return try unreadable("longer than any record", at: position) }
            if line.isForUseAlone { return try noteUse(record.bytes) }
            try judge(RecordDecoder.decode(record.bytes), by: nil, at: position)
        }
    }

    private func takeCapture(_ line: InputLine, at position: InputPosition) throws {
        let isHeader = CaptureFormat.looksLikeHeader(line.bytes)
        if isHeader { finish(at: position) }
        do {
            guard !line.isOverlong else { throw CaptureError(position: position, problem: .tooLong) }
            try judge(try capture.read(line.bytes[...], at: position), at: position)
        } catch let error as CaptureError {
            // A line that stops in its middle is damaged because it was cut; that is told below.
            if line.isTerminated { report(.capture(error)) }
            // A damaged header is no record, and what follows it says one by one that it has none.
            if !isHeader {
                summary.unreadable += 1
                try emit(ReplayVerdict(record: summary.records, item: 0, kind: .other))
                summary.records += 1
            }
        }
        if !line.isTerminated {
            report(.capture(CaptureError(position: position.advanced(by: line.length), problem: .cut)))
            capture = CaptureReader()
        }
    }

    private func judge(_ line: CaptureLine<Policy>, at position: InputPosition) throws {
        switch line {
        case .header(let header):
            captureDetector = try judgement.detector(for: header)
            captureHost = header.hostname
            know(header)
        case .end: captureDetector = nil
        case .credentials(let credentials): _ = correlator?.know(credentials, host: captureHost)
        case .audit(let record):
            try judge(RecordDecoder.decode(record), by: captureDetector, at: position)
        case .file(let event):
            let detector = try captureDetector ?? detectorOfFiles()
            let verdict = detector.detect(event, upstream: judgement.upstreamOfFile(event))
            try emit(verdict, kind: .file, item: 0, joins: correlator?.observe(event, verdict.alert) ?? [])
            summary.records += 1
        }
    }

    /// - Parameter detector: of the capture that they stand in; nil if they stand in none.
    private func judge(_ items: [DecodedItem], by detector: Detector?, at position: InputPosition) throws {
        let ofAudit = detector ?? auditDetector
        for (index, item) in items.enumerated() {
            let upstream = judgement.upstreamOfItem(item)
            switch item {
            case .audit(let event):
                let verdict = ofAudit.detect(event, upstream: upstream)
                try emit(
                    verdict, kind: .audit, item: index, joins: correlator?.observe(event, verdict.alert) ?? [])
            case .damagedAudit(let events, let reason, _):
                report(.unreadable(position: position, reason: reason))
                summary.unreadable += 1
                let alerts = events.map { event in
                    let alert = ofAudit.detect(event, upstream: []).alert
                    return [alert].compactMap(\.self) + told(correlator?.observe(event, alert) ?? [])
                }
                try emit(alerts.flatMap(\.self), item: index)
            case .foreign:
                try emit(ReplayVerdict(record: summary.records, item: index, kind: .other))
            case .tracee(let record):
                let verdict =
                    try record.fileEvent.map { try (detector ?? detectorOfFiles()).detect($0, upstream: upstream) }
                    ?? DetectorVerdict(disposition: .notACredential, upstream: upstream)
                try emit(verdict, kind: .file, item: index)
            case .captureLine:
                // Capture lines were taken out before; this one is spelt as Keyward never does.
                report(.capture(CaptureError(position: position, problem: .foreign)))
                try emit(ReplayVerdict(record: summary.records, item: index, kind: .other))
            case .other(let reason, _):
                report(.unreadable(position: position, reason: reason))
                summary.unreadable += 1
                try emit(ReplayVerdict(record: summary.records, item: index, kind: .other))
            }
        }
        summary.records += 1
    }

    private func detectorOfFiles() throws -> Detector {
        if let fileDetector { return fileDetector }
        let made = try judgement.detectorWithoutCapture()
        fileDetector = made
        return made
    }

    private func unreadable(_ reason: String, at position: InputPosition) throws {
        try judge([.other(reason: reason)], by: nil, at: position)
    }

    private func emit(
        _ verdict: DetectorVerdict, kind: ReplayVerdict.Kind, item: Int, joins: [Alert] = []
    ) throws {
        var emitted = ReplayVerdict(
            record: summary.records, item: item, kind: kind, upstream: verdict.upstream, rules: verdict.rules,
            alert: verdict.alert)
        emitted.alert?.incident = verdict.alert.flatMap { correlator?.incident(of: $0.id) }
        emitted.joins = told(joins)
        for alert in [verdict.alert].compactMap(\.self) + joins { count(alert) }
        try emit(emitted)
    }

    private func count(_ alert: Alert) {
        summary.alerts += 1
        summary.gravest = max(summary.gravest ?? alert.severity, alert.severity)
    }

    /// Alerts about joins, with the incident that each belongs to.
    private func told(_ joins: [Alert]) -> [Alert] {
        joins.map { alert in
            var alert = alert
            alert.incident = correlator?.incident(of: alert.id)
            correlator?.delivered(alert)
            return alert
        }
    }

    /// What an earlier sensor knew when its capture began.
    private func know(_ header: CaptureHeader<Policy>) {
        guard let correlator else { return }
        _ = correlator.know(header.credentials ?? [], host: header.hostname)
        if let addresses = header.addresses {
            _ = correlator.know(addresses: addresses, pods: header.podNetworks ?? [], host: header.hostname)
        }
    }

    /// A record in which no rule finds anything.
    private func noteUse(_ record: [UInt8]) throws {
        defer {
            summary.records += 1
            summary.items += 1
        }
        guard let correlator, case .audit(let event) = RecordDecoder.decode(record).first else { return }
        let joins = correlator.observe(event, nil)
        guard !joins.isEmpty else { return }
        joins.forEach(count)
        var emitted = ReplayVerdict(record: summary.records, item: 0, kind: .audit)
        emitted.joins = told(joins)
        try onItem(emitted)
    }

    /// Call it when all inputs have been replayed: what was waited for is judged as it is.
    package func finish() throws {
        guard let joins = correlator?.finish(), !joins.isEmpty else { return }
        joins.forEach(count)
        var emitted = ReplayVerdict(record: summary.records, item: 0, kind: .other)
        emitted.joins = told(joins)
        try onItem(emitted)
    }

    /// What belongs together, the gravest first.
    package var incidents: [Incident] { correlator?.incidents ?? [] }

    /// What is damaged is one item, which no rule could read; what was recovered of it may give alerts all the same.
    private func emit(_ recovered: [Alert?], item: Int) throws {
        recovered.compactMap(\.self).forEach(count)
        try emit(
            ReplayVerdict(record: summary.records, item: item, kind: .other, recovered: recovered.compactMap(\.self)))
    }

    private func emit(_ verdict: ReplayVerdict) throws {
        summary.items += 1
        try onItem(verdict)
    }

    private func finish(at position: InputPosition) {
        if position.offset == 0, position.line == 0 {
            report(.capture(CaptureError(position: position, problem: .empty)))
        }
        do throws(CaptureError) {
            try capture.finish(at: position)
        } catch {
            report(.capture(error))
        }
    }

    private func report(_ problem: ReplayProblem) {
        if problem.isDamage { summary.damaged += 1 }
        onProblem(problem)
    }
}

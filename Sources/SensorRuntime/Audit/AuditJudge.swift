// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Judges the records of one audit source, delivers the alerts and counts where every item ended.
package final class AuditJudge {
    /// Of an unreadable record, shown in the log. Bytes.
    private static let shownBytes = 200

    private let source: String
    private let detector: Detector
    private let deliver: (Alert) throws -> Void
    private let log: (String) -> Void
    private var limit = ReportLimit()
    package var totals = AuditTotals()

    /// - Parameters:
    ///   - source: names the source in the log: `the audit log /var/log/kubernetes/audit.log`.
    ///   - deliver: takes each alert; what it throws is counted and logged, and judging goes on.
    ///   - log: takes one sentence for the operator at a time.
    package init(
        source: String, detector: Detector, deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) {
        self.source = source
        self.detector = detector
        self.deliver = deliver
        self.log = log
    }

    /// - Parameters:
    ///   - place: where the item was, for the log: `byte 4711`.
    ///   - bytes: what could not be read is shown from it, for the log.
    package func judge(_ item: DecodedItem, at place: String, of bytes: some Collection<UInt8>) {
        totals.items += 1
        switch item {
        case .audit(let event):
            totals.events += 1
            judge(event, upstream: UpstreamVerdicts.of(item))
        case .damagedAudit(let events, let reason, _):
            totals.unreadable += 1
            for event in events { judge(event, upstream: []) }
            report(reason, at: place, of: bytes)
        case .tracee, .captureLine, .foreign: totals.other += 1
        case .other(let reason, _):
            totals.unreadable += 1
            report(reason, at: place, of: bytes)
        }
    }

    private func judge(_ event: AuditEvent, upstream: [UpstreamRule]) {
        guard let alert = detector.detect(event, upstream: upstream).alert else { return }
        totals.alerted += 1
        do {
            try deliver(alert)
        } catch {
            totals.undelivered += 1
            log("an alert could not be delivered: \(error)")
        }
    }

    private func report(_ reason: String, at place: String, of bytes: some Collection<UInt8>) {
        guard let withheld = limit.admit(at: EventLoop.now()) else { return }
        let earlier = withheld == 0 ? "" : " (\(withheld) more before it)"
        let shown = KernelString(bytes: bytes.prefix(Self.shownBytes)).text
        log("\(source) cannot be read at \(place): \(reason)\(earlier): \(shown)")
    }
}

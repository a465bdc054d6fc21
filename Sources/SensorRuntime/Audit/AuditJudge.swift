// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Judges the records of one audit source, delivers the alerts and counts where every item ended.
package final class AuditJudge {
    /// Of an unreadable record, shown in the log. Bytes.
    private static let shownBytes = 200

    private let source: String
    private let detector: Detector
    private let correlation: LiveCorrelation?
    private let deliver: (Alert, _ isLast: Bool) throws -> Void
    private let log: (String) -> Void
    private var limit = ReportLimit()
    package var totals = AuditTotals()

    /// - Parameters:
    ///   - source: names the source in the log: `the audit log /var/log/kubernetes/audit.log`.
    ///   - deliver: takes each alert, and whether it is the last one about its event; what it throws is counted and
    ///     logged, and judging goes on.
    ///   - log: takes one sentence for the operator at a time.
    package init(
        source: String, detector: Detector, correlation: LiveCorrelation? = nil,
        deliver: @escaping (Alert, _ isLast: Bool) throws -> Void, log: @escaping (String) -> Void
    ) {
        self.correlation = correlation
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

    /// An event in which no rule finds anything: who used which credential from where may be news all the same.
    package func noteUse(_ item: DecodedItem) {
        totals.items += 1
        guard case .audit(let event) = item else { return }
        totals.events += 1
        deliver(correlation?.alerts(for: event, nil) ?? [])
    }

    private func judge(_ event: AuditEvent, upstream: [UpstreamRule]) {
        let alert = detector.detect(event, upstream: upstream).alert
        deliver(correlation?.alerts(for: event, alert) ?? [alert].compactMap(\.self))
    }

    private func deliver(_ alerts: [Alert]) {
        for (index, alert) in alerts.enumerated() {
            totals.alerted += 1
            do {
                try deliver(alert, index == alerts.count - 1)
                correlation?.delivered(alert)
            } catch {
                totals.undelivered += 1
                log("an alert could not be delivered: \(error)")
            }
        }
    }

    private func report(_ reason: String, at place: String, of bytes: some Collection<UInt8>) {
        guard let withheld = limit.admit(at: EventLoop.now()) else { return }
        let earlier = withheld == 0 ? "" : " (\(withheld) more before it)"
        let shown = KernelString(bytes: bytes.prefix(Self.shownBytes)).text
        log("\(source) cannot be read at \(place): \(reason)\(earlier): \(shown)")
    }
}

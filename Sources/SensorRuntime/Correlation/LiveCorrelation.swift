// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// The one correlator of a running sensor, between its event sources and its output.
///
/// What it learns is kept in the state directory before the alert about it is delivered, and that an alert was delivered
/// afterwards: a kill in between tells it again, with the same id.
package final class LiveCorrelation {
    private let correlator: Correlator
    private let notices: FileNoticeLog?
    private let log: (String) -> Void
    /// For the audit logs that are searched.
    package let uses = UseFilter()
    private var forgotten: UInt64 = 0
    private var hasProblem = false

    /// - Parameter notices: nil keeps nothing over a restart.
    package init(
        settings: CorrelationSettings, context: AlertContext, notices: FileNoticeLog?, log: @escaping (String) -> Void
    ) {
        self.notices = notices
        self.log = log
        correlator = Correlator(settings: settings, context: context, log: notices)
    }

    /// Takes up what the last run knew.
    ///
    /// - Returns: alerts that it did not get to tell.
    package func restore() throws -> [Alert] {
        let alerts = try correlator.restore()
        if let damaged = notices?.damaged, damaged > 0 {
            log(
                "\(damaged) lines of the ledger \(notices?.path ?? "") cannot be read; what they said of earlier events is lost"
            )
        }
        return named(alerts)
    }

    /// - Returns: what is to be delivered for an event: the alert about it, which now names its incident, and those
    ///   about what it joins.
    package func alerts(for event: FileEvent, _ alert: Alert?) -> [Alert] {
        complete(alert, correlator.observe(event, alert))
    }

    package func alerts(for event: AuditEvent, _ alert: Alert?) -> [Alert] {
        complete(alert, correlator.observe(event, alert))
    }

    package func know(_ credentials: [Credential], host: String) -> [Alert] {
        named(correlator.know(credentials, host: host))
    }

    package func know(_ addresses: NodeAddresses, host: String) -> [Alert] {
        named(correlator.know(addresses: addresses.own, pods: addresses.pods, host: host))
    }

    /// The time goes on although no event comes; those of before a while ago have arrived by now.
    package func advance(now: WallTime) -> [Alert] {
        named(correlator.advance(to: now.earlier(by: CorrelationLimits.lateness)))
    }

    package func delivered(_ alert: Alert) {
        correlator.delivered(alert)
    }

    package func finish() {
        correlator.sync()
        tellProblem()
    }

    private func complete(_ alert: Alert?, _ joins: [Alert]) -> [Alert] {
        tellProblem()
        if correlator.forgotten != forgotten {
            forgotten = correlator.forgotten
            uses.forget()
        }
        if let notices, notices.wantsCompaction {
            do { try notices.compact(correlator.snapshot()) } catch { tell(error) }
        }
        return named([alert].compactMap(\.self) + joins)
    }

    private func named(_ alerts: [Alert]) -> [Alert] {
        alerts.map { alert in
            var alert = alert
            alert.incident = correlator.incident(of: alert.id)
            return alert
        }
    }

    private func tellProblem() {
        if let problem = correlator.problem { tell(problem) }
    }

    private func tell(_ problem: any Error) {
        guard !hasProblem else { return }
        hasProblem = true
        log("the ledger of credentials cannot be kept, so a restart will not know of thefts before it: \(problem)")
    }
}

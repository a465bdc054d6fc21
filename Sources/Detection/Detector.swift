// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Judges events: policy, then rules, then the alert. Pure and without memory, so the order of events does not matter
/// and any number of detectors may run side by side.
package struct Detector: Sendable {
    private let judge: @Sendable (FileEvent) -> JudgedAccess?
    private let fileRules: [any FileRule]
    private let auditRules: [any AuditRule]
    private let builder: AlertBuilder

    /// - Parameter judge: what policy says of a file event; nil if it is about no credential file.
    package init(
        context: AlertContext, fileRules: [any FileRule], auditRules: [any AuditRule],
        judge: @escaping @Sendable (FileEvent) -> JudgedAccess?
    ) {
        self.judge = judge
        self.fileRules = fileRules
        self.auditRules = auditRules
        builder = AlertBuilder(context: context)
    }

    /// What its audit rules say must be in a record for one of them to fire; nil if one of them may fire on any.
    package var auditNeedles: [String]? {
        let needles = auditRules.map { type(of: $0).needles }
        return needles.contains(where: \.isEmpty) ? nil : Set(needles.flatMap(\.self)).sorted()
    }

    /// - Parameters:
    ///   - upstream: rules of upstream products that fire on it.
    ///   - loss: what is known to be missing just before it.
    package func detect(
        _ event: FileEvent, upstream: [UpstreamRule], loss: AlertLoss? = nil
    ) -> DetectorVerdict {
        guard let access = judge(event) else {
            return DetectorVerdict(disposition: .notACredential, upstream: upstream)
        }
        // An allowed access goes through the rules all the same: some do not take a permission for an answer.
        let findings = fileRules.compactMap { $0.evaluate(access) }
        if let alert = builder.alert(for: access, findings: findings, upstream: upstream, loss: loss) {
            return DetectorVerdict(disposition: .alerted, alert: alert, upstream: upstream)
        }
        let disposition: DetectorVerdict.Disposition = access.allow.allowedBy.map { .allowed(by: $0) } ?? .quiet
        return DetectorVerdict(disposition: disposition, upstream: upstream)
    }

    /// The same for an audit event.
    package func detect(
        _ event: AuditEvent, upstream: [UpstreamRule], loss: AlertLoss? = nil
    ) -> DetectorVerdict {
        let findings = auditRules.compactMap { $0.evaluate(event) }
        let alert = builder.alert(for: event, findings: findings, upstream: upstream, loss: loss)
        return DetectorVerdict(disposition: alert == nil ? .quiet : .alerted, alert: alert, upstream: upstream)
    }
}

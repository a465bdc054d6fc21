// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Everything that decides what replayed events come to, so that a replay judges by the same parts as a live run.
package struct ReplayJudgement: Sendable {
    package var detector: @Sendable (Policy, AlertContext) -> Detector
    package var upstreamOfItem: @Sendable (DecodedItem) -> [UpstreamRule]
    package var upstreamOfFile: @Sendable (FileEvent) -> [UpstreamRule]
    /// Of audit events that say nothing of the machine that saw them.
    package var auditDetector: Detector
    /// For file events that bring no policy with them; most inputs need none.
    package var currentPolicy: @Sendable () throws -> Policy
    /// Joins events; nil: each is judged by itself.
    package var correlation: CorrelationSettings?
    /// Judge a capture's events by the policy in its header, which was in force when they happened.
    package var usesCapturedPolicy: Bool

    package init(
        currentPolicy: @escaping @Sendable () throws -> Policy, usesCapturedPolicy: Bool, auditDetector: Detector,
        correlation: CorrelationSettings? = nil,
        detector: @escaping @Sendable (Policy, AlertContext) -> Detector,
        upstreamOfItem: @escaping @Sendable (DecodedItem) -> [UpstreamRule],
        upstreamOfFile: @escaping @Sendable (FileEvent) -> [UpstreamRule]
    ) {
        self.currentPolicy = currentPolicy
        self.auditDetector = auditDetector
        self.correlation = correlation
        self.usesCapturedPolicy = usesCapturedPolicy
        self.detector = detector
        self.upstreamOfItem = upstreamOfItem
        self.upstreamOfFile = upstreamOfFile
    }

    /// For records that say nothing of the machine that saw them.
    func detectorWithoutCapture() throws -> Detector { detector(try currentPolicy(), .unknown) }

    func detector(for header: CaptureHeader<Policy>) throws -> Detector {
        let captured = usesCapturedPolicy ? header.policy : nil
        let context = AlertContext(hostname: header.hostname, cluster: header.cluster)
        return detector(try captured ?? currentPolicy(), context)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Everything that decides what replayed events come to, so that a replay judges by the same parts as a live run.
package struct ReplayJudgement: Sendable {
    package var detector: @Sendable (Policy, AlertContext) -> Detector
    package var upstreamOfItem: @Sendable (DecodedItem) -> [UpstreamRule]
    package var upstreamOfFile: @Sendable (FileEvent) -> [UpstreamRule]
    /// For records that bring no policy with them.
    package var currentPolicy: Policy
    /// Judge a capture's events by the policy in its header, which was in force when they happened.
    package var usesCapturedPolicy: Bool

    package init(
        currentPolicy: Policy, usesCapturedPolicy: Bool,
        detector: @escaping @Sendable (Policy, AlertContext) -> Detector,
        upstreamOfItem: @escaping @Sendable (DecodedItem) -> [UpstreamRule],
        upstreamOfFile: @escaping @Sendable (FileEvent) -> [UpstreamRule]
    ) {
        self.currentPolicy = currentPolicy
        self.usesCapturedPolicy = usesCapturedPolicy
        self.detector = detector
        self.upstreamOfItem = upstreamOfItem
        self.upstreamOfFile = upstreamOfFile
    }

    /// For records that say nothing of the machine that saw them.
    func detectorWithoutCapture() -> Detector { detector(currentPolicy, .unknown) }

    func detector(for header: CaptureHeader<Policy>) -> Detector {
        let captured = usesCapturedPolicy ? header.policy : nil
        let context = AlertContext(hostname: header.hostname, cluster: header.cluster)
        return detector(captured ?? currentPolicy, context)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorRuntime

extension ReplayJudgement {
    /// By Keyward's own rules.
    ///
    /// - Parameter correlation: nil judges each event by itself.
    static func keyward(
        audit: AuditSettings, correlation: CorrelationSettings?, usesCapturedPolicy: Bool = true
    ) -> ReplayJudgement {
        ReplayJudgement(
            currentPolicy: { try Policy(profiles: try ProfileLibrary.builtIn()) },
            usesCapturedPolicy: usesCapturedPolicy, auditDetector: Detector(context: .unknown, audit: audit),
            correlation: correlation, detector: { Detector(policy: $0, context: $1, audit: audit) },
            upstreamOfItem: UpstreamVerdicts.of, upstreamOfFile: UpstreamVerdicts.of)
    }
}

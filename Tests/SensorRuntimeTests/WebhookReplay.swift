// SPDX-License-Identifier: Apache-2.0

import Detection

@testable import SensorRuntime

/// What a capture gives when it is replayed.
struct WebhookReplay {
    private(set) var alerts: [Alert] = []
    private(set) var records: UInt64 = 0
    private(set) var damaged: UInt64 = 0

    init(of path: String, policy: Policy) throws {
        var found: [Alert] = []
        let replayer = Replayer(
            judgement: ReplayJudgement(
                currentPolicy: { [policy] in policy }, usesCapturedPolicy: true,
                auditDetector: Detector(context: .unknown, audit: AuditSettings()),
                detector: { Detector(policy: $0, context: $1) }, upstreamOfItem: { UpstreamVerdicts.of($0) },
                upstreamOfFile: { UpstreamVerdicts.of($0) }),
            onItem: { if let alert = $0.alert { found.append(alert) } }, onProblem: { _ in })
        try replayer.replay(try FileByteSource(path: path), name: "capture")
        alerts = found
        records = UInt64(replayer.summary.records)
        damaged = UInt64(replayer.summary.damaged)
    }
}

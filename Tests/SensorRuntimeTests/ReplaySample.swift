// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime
import TestSupport

/// A judgement with one profile and one audit rule, and what it makes of inputs.
enum ReplaySample {
    /// Fires on every create.
    struct CreateRule: AuditRule {
        static let info = RuleInfo(
            id: "KW-2999", name: "Create", severity: .medium, attack: [], covers: [], summary: "", explanation: "")
        static let needles: [String] = []

        func evaluate(_ event: AuditEvent) -> Finding? {
            event.verb == "create" ? Finding(rule: Self.info, reason: "created") : nil
        }
    }

    static func policy(_ path: String) throws -> Policy {
        let profile = PathProfile(
            name: "test", description: "one key", detect: [], trees: ["/etc/kubernetes"], openers: [],
            files: [ProfileFile(paths: [path], credentialClass: .privateKey, component: "ca", allow: [])])
        return try Policy(profiles: [profile])
    }

    static let authorityKey = "/etc/kubernetes/pki/ca.key"

    static func judgement(capturedPolicy: Bool = true) -> ReplayJudgement {
        ReplayJudgement(
            currentPolicy: { try policy("/etc/kubernetes/nothing") }, usesCapturedPolicy: capturedPolicy,
            auditDetector: Detector(context: .unknown, fileRules: [], auditRules: [CreateRule()], judge: { _ in nil }),
            detector: { policy, context in
                Detector(
                    context: context, fileRules: FileRules.all, auditRules: [CreateRule()], judge: policy.judge)
            },
            upstreamOfItem: { _ in [] }, upstreamOfFile: UpstreamVerdicts.of)
    }

    static func capture(
        _ events: [FileEvent] = [FileEvents.theft()], records: [String] = [], hostname: String = "node-a",
        finished: Bool = true
    ) throws -> [UInt8] {
        let header = CaptureHeader<Policy>(
            version: "0", hostname: hostname, bootID: "b", created: WallTime(nanoseconds: 1), level: "fentry",
            kernel: "6.1", protected: [], policy: try policy(authorityKey))
        var bytes: [UInt8] = []
        var writer = try CaptureWriter(header: header) { bytes += $0 }
        for event in events { try writer.append(event) }
        for record in records { try writer.append(auditRecord: record.utf8) }
        if finished { try writer.finish() }
        return bytes
    }

    static func audit(_ id: String, verb: String) -> String {
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"\#(id)","#
            + #""stage":"ResponseComplete","requestURI":"/api","verb":"\#(verb)","#
            + #""user":{"username":"u"},"requestReceivedTimestamp":"2026-11-20T14:03:22.112345Z"}"#
    }

    /// The outcome of a replay of `inputs`, one file each.
    struct Outcome {
        var items: [ReplayVerdict] = []
        var problems: [ReplayProblem] = []
        var summary = ReplaySummary()

        /// `record.item kind`
        var shape: [String] { items.map { "\($0.record).\($0.item) \($0.kind.rawValue)" } }
        var damage: [ReplayProblem] { problems.filter(\.isDamage) }
    }

    static func replay(_ inputs: [[UInt8]], capturedPolicy: Bool = true, piece: Int = .max) throws -> Outcome {
        var outcome = Outcome()
        let replayer = Replayer(
            judgement: judgement(capturedPolicy: capturedPolicy), onItem: { outcome.items.append($0) },
            onProblem: { outcome.problems.append($0) })
        for (index, input) in inputs.enumerated() {
            try replayer.replay(ReplayBytes(input, piece: piece), name: "f\(index)")
        }
        outcome.summary = replayer.summary
        return outcome
    }

    static func replay(_ text: String) throws -> Outcome { try replay([Array(text.utf8)]) }
}

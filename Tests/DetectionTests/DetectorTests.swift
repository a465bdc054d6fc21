// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct DetectorTests {
    private struct Stub: FileRule {
        static let info = AlertSamples.readRule
        var ignoresAllow = false

        func evaluate(_ access: JudgedAccess) -> Finding? {
            access.allow.isAllowed && !ignoresAllow ? nil : Finding(rule: Self.info, reason: "r")
        }
    }

    private static func detector(
        _ rules: [any FileRule], judge: @escaping @Sendable (FileEvent) -> JudgedAccess?
    ) -> Detector {
        Detector(context: AlertSamples.context, fileRules: rules, auditRules: [], judge: judge)
    }

    @Test func `a file that is no credential never reaches a rule, but upstream still says its word`() {
        let verdict = Self.detector([Stub(ignoresAllow: true)]) { _ in nil }
            .detect(FileEvents.theft(), upstream: [.traceeCertificateTheft])
        #expect(verdict.disposition == .notACredential)
        #expect(verdict.alert == nil)
        #expect(verdict.upstream == [.traceeCertificateTheft])
    }

    @Test func `an allowed access says who allowed it`() {
        let judge: @Sendable (FileEvent) -> JudgedAccess? = {
            JudgedAccess(event: $0, file: AlertSamples.authorityKey, allow: AllowDecision(allowedBy: "kubeadm"))
        }
        let verdict = Self.detector([Stub()], judge: judge).detect(FileEvents.theft(), upstream: [])
        #expect(verdict.disposition == .allowed(by: "kubeadm"))
        let stubborn = Self.detector([Stub(ignoresAllow: true)], judge: judge)
        #expect(stubborn.detect(FileEvents.theft(), upstream: []).disposition == .alerted)
    }

    @Test func `an unlisted access without a rule is quiet`() {
        let verdict = Self.detector([]) { AlertSamples.read($0) }.detect(FileEvents.theft(), upstream: [])
        #expect(verdict.disposition == .quiet)
    }

    @Test func `a finding makes an alert with its rules`() {
        let loss = AlertLoss(cause: "ring", count: 2)
        let verdict = Self.detector([Stub()]) { AlertSamples.read($0) }
            .detect(FileEvents.theft(), upstream: [.traceeCertificateTheft], loss: loss)
        #expect(verdict.disposition == .alerted)
        #expect(verdict.rules == ["KW-1001"])
        #expect(verdict.alert?.loss == loss)
        #expect(verdict.alert?.upstream == [.traceeCertificateTheft])
    }

    @Test func `Keyward's own detector has its policy and all its rules`() throws {
        let detector = Detector(policy: try PolicySample.policy(), context: AlertSamples.context)
        #expect(detector.detect(FileEvents.theft(), upstream: []).rules == ["KW-1001"])
        #expect(detector.detect(FileEvents.theft().by("/usr/bin/kubeadm"), upstream: []).alert == nil)
        let request = AuditRecord.certificateRequest().event
        #expect(detector.detect(request, upstream: []).rules == ["KW-2001"])
        #expect(detector.detect(AuditEvent(time: request.time), upstream: []).disposition == .quiet)
    }
}

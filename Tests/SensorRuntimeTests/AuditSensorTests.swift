// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite final class AuditSensorTests {
    private struct Refused: Error {}

    private let folder: AuditFolder
    private let policy: Policy
    private var alerts: [Alert] = []
    private var said: [String] = []
    private var refuses = false

    private static let context = AlertContext(hostname: "node-a", cluster: "prod")
    private static let request = AuditRecord.certificateRequest().json

    init() throws {
        folder = try AuditFolder()
        policy = try ReplaySample.policy(ReplaySample.authorityKey)
    }

    private func sensor(capture: CaptureFile? = nil) throws -> AuditSensor {
        let sensor = AuditSensor(
            path: folder.path, detector: Detector(policy: policy, context: Self.context), capture: capture,
            deliver: { [unowned self] in
                if refuses { throw Refused() }
                alerts.append($0)
            }, log: { [unowned self] in said.append($0) })
        try folder.write("")
        try sensor.arm()
        return sensor
    }

    @Test func `a record that is written becomes the alert that it is`() throws {
        let sensor = try sensor()
        try folder.write(Self.request + "\n" + AuditRecord.approval(condition: "Denied").with("verb", "\"get\"").json)
        sensor.pump()
        #expect(alerts.map { $0.rules.map(\.id) } == [["KW-2001"]])
        #expect(alerts.first?.upstream.contains(.elasticClientCertificate) == true)
        #expect(alerts.first?.context == Self.context)
    }

    @Test func `every line is counted where it ended`() throws {
        let sensor = try sensor()
        let quiet = AuditRecord.certificateRequest().with("verb", "\"get\"").json
        let batch = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(quiet),7]}"#
        let header = #"{"schema":"keyward.capture/1"}"#
        for line in [Self.request, quiet, "", " \r", "{", "no record", batch, header] { try folder.write(line + "\n") }
        let line = sensor.finish()
        var expected = AuditTotals()
        expected.lines = 6
        expected.bytes = sensor.totals.bytes
        expected.items = 7
        expected.events = 3
        expected.alerted = 1
        expected.other = 1
        expected.unreadable = 3
        #expect(sensor.totals == expected)
        #expect(
            line == "audit_lines=6 audit_passed_over=0 audit_bytes=\(expected.bytes) audit_items=7 audit_events=3 "
                + "audit_alerts=1 audit_other=1 audit_unreadable=3 audit_gaps=0 audit_undelivered=0")
    }

    @Test func `the first few unreadable lines are shown, escaped and cut, with their place`() throws {
        let sensor = try sensor()
        try folder.write("{}\n\u{1B}[2J" + String(repeating: "x", count: 500) + "\n")
        for _ in 0..<100 { try folder.write("damage\n") }
        sensor.pump()
        #expect(said.count == ReportLimit.perMinute)
        #expect(said.allSatisfy { $0.utf8.count < folder.path.utf8.count + 400 })
        #expect(said.first?.contains("at byte 0") == true)
        #expect(said.dropFirst().first?.contains(#"at byte 3"#) == true)
        #expect(said.dropFirst().first?.contains(#"\x1b[2Jxxx"#) == true)
        #expect(sensor.totals.unreadable == 102)
    }

    @Test func `an alert that the sink refuses is counted and the next one delivered`() throws {
        let sensor = try sensor()
        refuses = true
        try folder.write(Self.request + "\n")
        sensor.pump()
        refuses = false
        try folder.write(Self.request + "\n")
        sensor.pump()
        #expect(sensor.totals.undelivered == 1)
        #expect(alerts.count == 1)
    }

    @Test func `a log that cannot be read is refused with what to do`() throws {
        try folder.makePipe()
        let sensor = AuditSensor(
            path: folder.path, detector: Detector(policy: policy, context: Self.context), deliver: { _ in },
            log: { _ in })
        #expect {
            try sensor.arm()
        } throws: { error in
            "\(error)".hasPrefix("The audit log \(folder.path) cannot be read: ") && "\(error)".contains("regular file")
        }
    }

    @Test func `the replay of a live capture gives the same alerts`() throws {
        let file = folder.path + ".capture"
        let capture = try CaptureFile(path: file)
        let sensor = try sensor(capture: capture)
        try capture.beginWithoutKernel(context: Self.context, policy: policy)
        for record in [AuditRecord.certificateRequest(), .approval(), .tokenRequest(), .signing()] {
            try folder.write(record.json + "\n")
        }
        try folder.write("no record\n")
        _ = sensor.finish()
        try capture.finish()

        var replayed: [Alert] = []
        let replayer = Replayer(
            judgement: ReplayJudgement(
                currentPolicy: { [policy] in policy }, usesCapturedPolicy: true,
                auditDetector: Detector(context: .unknown, audit: AuditSettings()),
                detector: { Detector(policy: $0, context: $1) }, upstreamOfItem: { UpstreamVerdicts.of($0) },
                upstreamOfFile: { UpstreamVerdicts.of($0) }),
            onItem: { if let alert = $0.alert { replayed.append(alert) } }, onProblem: { _ in })
        try replayer.replay(try FileByteSource(path: file), name: "capture")
        #expect(replayed == alerts)
        #expect(alerts.count == 4)
        #expect(replayer.summary.damaged == 0)
        #expect(replayer.summary.records == 4)
    }

    @Test func `on a loop, what is more than a turn is read without waiting`() throws {
        let sensor = try sensor()
        for _ in 0..<5 { try folder.write(String(repeating: " ", count: 1 << 20) + "\n") }
        try folder.write(Self.request + "\n")
        let loop = EventLoop()
        sensor.serve(on: loop)
        loop.every(seconds: 0.001) { [unowned self] in
            if !alerts.isEmpty { loop.stop() }
        }
        try loop.run()
        #expect(alerts.count == 1)
    }
}

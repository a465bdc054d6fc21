// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc
import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

/// An audit webhook on a free port of 127.0.0.1, whose sensor's thread is the test's.
final class WebhookHarness {
    struct Refused: Error {}

    static let context = AlertContext(hostname: "node-a", cluster: "prod")

    private final class Sink {
        var alerts: [Alert] = []
        var said: [String] = []
        var onAlert: () throws -> Void = {}
    }

    let policy: Policy
    let sensor: WebhookSensor
    let port: Int
    private let sink = Sink()

    var alerts: [Alert] { sink.alerts }
    var said: [String] { sink.said }
    /// What the sink does with an alert, before it has it.
    var onAlert: () throws -> Void {
        get { sink.onAlert }
        set { sink.onAlert = newValue }
    }

    static func options() throws -> WebhookOptions {
        let certificates = TestCertificates.shared
        return WebhookOptions(
            address: try #require(WebhookAddress("127.0.0.1:0")), certificate: certificates.certificate("server"),
            key: certificates.key("server"), clientAuthorities: certificates.clientAuthority)
    }

    init(limits: WebhookLimits = WebhookLimits(), capture: CaptureFile? = nil) throws {
        policy = try ReplaySample.policy(ReplaySample.authorityKey)
        sensor = try WebhookSensor(
            options: try Self.options(), limits: limits, detector: Detector(policy: policy, context: Self.context),
            capture: capture,
            deliver: { [sink] in
                try sink.onAlert()
                sink.alerts.append($0)
            }, log: { [sink] in sink.said.append($0) })
        try sensor.arm()
        port = try #require(sensor.address?.split(separator: ":").last.flatMap { Int($0) })
    }

    deinit {
        _ = sensor.finish()
    }

    func client(_ identity: String? = "client") throws -> WebhookClient {
        try WebhookClient(port: port, identity: identity)
    }

    /// Serves until `condition` holds.
    func serve(until condition: @escaping () -> Bool) throws {
        let loop = EventLoop()
        sensor.serve(on: loop)
        loop.every(seconds: 0.001) { if condition() { loop.stop() } }
        try loop.run()
    }

    /// One turn of the sensor's thread, without waiting for anything.
    func pump() {
        sensor.pump()
        sched_yield()
    }

    /// The totals of a webhook that has ended, in which every request has one end.
    func finish() -> WebhookTotals {
        _ = sensor.finish()
        let totals = sensor.webhookTotals
        let ends = [
            totals.batches, totals.bad, totals.busy, totals.undelivered, totals.tooLarge, totals.slow, totals.refused,
            totals.abandoned,
        ]
        #expect(totals.requests == ends.reduce(0, +))
        return totals
    }

    static func list(_ items: [String]) -> String {
        #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[\#(items.joined(separator: ","))]}"#
    }

    /// As items of a list are: without what says what they are.
    static func item(_ record: AuditRecord) -> String { record.with("kind", nil).with("apiVersion", nil).json }

    static let request = item(.certificateRequest())
}

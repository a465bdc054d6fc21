// SPDX-License-Identifier: Apache-2.0

import Detection
import TestSupport
import Testing

@testable import SensorRuntime

/// The end of a run.
@Suite(.timeLimit(.minutes(2))) final class WebhookEndTests {
    private static let batch = WebhookHarness.list([WebhookHarness.request])

    @Test func `what was received is judged and answered, and idle connections are closed`() throws {
        var limits = WebhookLimits()
        // However busy the machine is, nothing may be given up here.
        limits.closingSeconds = 60
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        let idle = try webhook.client()
        client.post(Self.batch)
        while webhook.sensor.isIdle { webhook.pump() }
        let totals = webhook.finish()
        #expect(totals.batches == 1)
        #expect(webhook.alerts.count == 1)
        while !client.isClosed || !idle.isClosed { webhook.pump() }
        #expect(client.statuses == [200])
        #expect(client.answers.first?.fields["connection"] == "close")
        #expect(idle.received == "")
    }

    @Test func `what does not come in time is not waited for`() throws {
        var limits = WebhookLimits()
        limits.closingSeconds = 0.05
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.send(WebhookClient.head(length: 1000, fields: "Expect: 100-continue\r\n"))
        try webhook.serve { client.answers.count == 1 }
        let totals = webhook.finish()
        #expect(totals.abandoned == 1)
        while !client.isClosed { webhook.pump() }
        #expect(client.statuses == [100])
    }

    @Test func `what cannot be judged in time is to come again`() throws {
        var limits = WebhookLimits()
        limits.closingSeconds = 0
        limits.turnCost = 1
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.post(WebhookHarness.list(Array(repeating: WebhookHarness.request, count: 10)))
        while webhook.alerts.isEmpty { webhook.pump() }
        #expect(webhook.finish().busy == 1)
        while !client.isClosed { webhook.pump() }
        #expect(client.statuses == [503])
    }

    @Test func `a port that is taken is told with the fix`() throws {
        let webhook = try WebhookHarness()
        var options = try WebhookHarness.options()
        options.address.port = webhook.port
        let other = try WebhookSensor(
            options: options, detector: .init(policy: webhook.policy, context: WebhookHarness.context),
            deliver: { _ in }, log: { _ in })
        #expect {
            try other.arm()
        } throws: { error in
            "\(error)".hasPrefix(
                "The audit webhook cannot listen on 127.0.0.1:\(webhook.port): Address already in use.")
                && "\(error)".contains("--audit-webhook")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

/// What an API server does, and what it is told.
@Suite(.timeLimit(.minutes(2))) final class WebhookPostTests {
    private static let batch = WebhookHarness.list([WebhookHarness.request])

    @Test func `a batch becomes its alerts, and they are delivered before the answer`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        var answeredBefore: [Int] = []
        webhook.onAlert = { answeredBefore.append(client.answers.count) }
        client.post(WebhookHarness.list([WebhookHarness.request, WebhookHarness.item(.tokenRequest())]))
        try webhook.serve { client.answers.count == 1 }
        #expect(client.answers == [.init(status: 200, fields: ["content-length": "0"])])
        #expect(webhook.alerts.map { $0.rules.map(\.id) } == [["KW-2001"], ["KW-2006", "KW-2007"]])
        #expect(webhook.alerts.first?.upstream.contains(.elasticClientCertificate) == true)
        #expect(answeredBefore == [0, 0])
        let totals = webhook.finish()
        #expect(totals.batches == 1)
        #expect(totals.connections == 1)
        #expect(webhook.sensor.totals.events == 2)
        #expect(webhook.sensor.totals.alerted == 2)
    }

    @Test func `requests that come in one piece are answered in turn`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        let get = "GET / HTTP/1.1\r\nHost: sensor\r\n\r\n"
        client.send(
            String(repeating: WebhookClient.head(length: Self.batch.utf8.count) + Self.batch, count: 3)
                + WebhookClient.head(length: 2) + "{}" + get)
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [200, 200, 200, 400, 405])
        #expect(webhook.alerts.count == 3)
        #expect(webhook.finish().requests == 5)
    }

    @Test func `a body may come in chunks, under any path and type`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.send("POST /a/b?c HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n")
        for byte in Self.batch.utf8 { client.send("1\r\n\(String(UnicodeScalar(byte)))\r\n") }
        client.send("0\r\n\r\n")
        try webhook.serve { client.answers.count == 1 }
        #expect(client.statuses == [200])
        #expect(webhook.alerts.count == 1)
    }

    @Test func `a client that asks first is told to go on`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.send(WebhookClient.head(length: Self.batch.utf8.count, fields: "Expect: 100-continue\r\n"))
        try webhook.serve { client.answers.count == 1 }
        client.send(Self.batch)
        try webhook.serve { client.answers.count == 2 }
        #expect(client.statuses == [100, 200])
    }

    @Test func `a client that asks first for what is refused is told so at once`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.send(WebhookClient.head(length: 65 << 20, fields: "Expect: 100-continue\r\n"))
        try webhook.serve { client.answers.count == 1 }
        #expect(client.statuses == [413])
    }

    @Test func `a client that wants the connection closed has it closed`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.post(Self.batch, fields: "Connection: close\r\n")
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [200])
    }

    @Test func `one event alone is a batch too`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.post(AuditRecord.certificateRequest().json)
        client.post(WebhookHarness.list([]))
        try webhook.serve { client.answers.count == 2 }
        #expect(client.statuses == [200, 200])
        #expect(webhook.sensor.totals.events == 1)
    }

    @Test(arguments: [
        "", "   ", "garbage", "{", "[]", "7", "{}", "\u{0}", #"{"kind":"Pod","apiVersion":"v1"}"#,
        #"{"kind":"EventList","apiVersion":"v1","items":[]}"#, #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1"}"#,
        #"{"kind":"EventList","items":7}"#, #"{"kind":"EventList","items":[]"#, #"{"kind":"EventList","items":[]}x"#,
        #"{"kind":"EventList","items":[}"#, #"{"kind":"EventList","items":["#, #"{"kind"}"#, #"{"kind":,"items":[]}"#,
    ])
    func `what is no batch is told so, once, and does no harm`(_ body: String) throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.post(body)
        client.post(Self.batch)
        try webhook.serve { client.answers.count == 2 }
        #expect(client.statuses == [400, 200])
        #expect(webhook.said.contains { $0.hasPrefix("the audit webhook got no batch of audit events from 127.0.0.1") })
        #expect(webhook.finish().bad == 1)
    }

    @Test func `a damaged event does not take its batch with it`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.post(
            WebhookHarness.list([
                #"{"resource":"certificatesigningrequests" 7}"#, #""certificatesigningrequests""#, "7",
                WebhookHarness.request,
            ]))
        try webhook.serve { client.answers.count == 1 }
        #expect(client.statuses == [200])
        #expect(webhook.alerts.map { $0.rules.map(\.id) } == [["KW-2012"], ["KW-2001"]])
        #expect(webhook.sensor.totals.lines == 4)
        #expect(webhook.sensor.totals.passedOver == 1)
        #expect(webhook.sensor.totals.unreadable == 2)
        #expect(webhook.said.contains { $0.hasPrefix("the audit webhook cannot be read at an event from 127.0.0.1") })
    }

    @Test func `a batch of which an alert could not be written is to come again`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        webhook.onAlert = { throw WebhookHarness.Refused() }
        client.post(Self.batch)
        try webhook.serve { client.answers.count == 1 }
        webhook.onAlert = {}
        client.post(Self.batch)
        try webhook.serve { client.answers.count == 2 }
        #expect(client.statuses == [503, 200])
        #expect(client.answers.first?.fields["retry-after"] == "2")
        #expect(webhook.alerts.count == 1)
        #expect(webhook.finish().undelivered == 1)
    }

    @Test func `a large batch is judged over many turns`() throws {
        var limits = WebhookLimits()
        limits.turnCost = 1
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.post(WebhookHarness.list(Array(repeating: WebhookHarness.request, count: 20)))
        while webhook.alerts.isEmpty { webhook.pump() }
        #expect(webhook.alerts.count == 1)
        #expect(client.answers == [])
        try webhook.serve { client.answers.count == 1 }
        #expect(webhook.alerts.count == 20)
    }

    @Test func `the replay of a capture gives the same alerts`() throws {
        let folder = try AuditFolder()
        let file = folder.path + ".capture"
        let capture = try CaptureFile(path: file)
        let webhook = try WebhookHarness(capture: capture)
        try capture.beginWithoutKernel(context: WebhookHarness.context, policy: webhook.policy)
        let records: [AuditRecord] = [.certificateRequest(), .approval(), .tokenRequest(), .signing()]
        let indented = records.map { WebhookHarness.item($0).replacing(",\"", with: ",\r\n  \"") }
        let client = try webhook.client()
        client.post(WebhookHarness.list(indented + ["7"]))
        try webhook.serve { client.answers.count == 1 }
        _ = webhook.finish()
        try capture.finish()

        let replay = try WebhookReplay(of: file, policy: webhook.policy)
        #expect(replay.alerts == webhook.alerts)
        #expect(replay.alerts.count == 4)
        #expect(replay.records == 4)
        #expect(replay.damaged == 0)
    }
}

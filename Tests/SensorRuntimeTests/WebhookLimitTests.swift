// SPDX-License-Identifier: Apache-2.0

import NIOSSL
import TestSupport
import Testing

@testable import SensorRuntime

/// Clients that are not let in, take too much or take too long.
@Suite(.timeLimit(.minutes(2))) final class WebhookLimitTests {
    private static let batch = WebhookHarness.list([WebhookHarness.request])

    @Test(arguments: [nil, "stranger", "expired", "serving", "selfsigned"])
    func `a client whose certificate is not believed gets no byte of HTTP read`(_ identity: String?) throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client(identity)
        client.post(Self.batch)
        try webhook.serve { client.isClosed && webhook.sensor.connectionCount == 0 }
        #expect(client.received == "")
        let totals = webhook.finish()
        #expect(totals.requests == 0)
        #expect(totals.handshakes == 1)
        #expect(webhook.said.contains { $0.hasPrefix("the audit webhook refused 127.0.0.1: ") })
        #expect(webhook.alerts == [])
    }

    @Test func `neither plain HTTP nor old TLS is spoken`() throws {
        let webhook = try WebhookHarness()
        let plain = try WebhookClient(plainPort: webhook.port)
        plain.post(Self.batch)
        let old = try WebhookClient(port: webhook.port, newest: .tlsv11)
        old.post(Self.batch)
        try webhook.serve { plain.isClosed && old.isClosed }
        let totals = webhook.finish()
        #expect(totals.handshakes == 2)
        #expect(totals.requests == 0)
    }

    @Test func `TLS 1.2 is`() throws {
        let webhook = try WebhookHarness()
        let client = try WebhookClient(port: webhook.port, newest: .tlsv12)
        client.post(Self.batch)
        try webhook.serve { client.answers.count == 1 }
        #expect(client.statuses == [200])
    }

    @Test func `a client that does not begin TLS is cut off`() throws {
        var limits = WebhookLimits()
        limits.handshakeSeconds = 0.05
        let webhook = try WebhookHarness(limits: limits)
        let client = try WebhookClient(plainPort: webhook.port)
        try webhook.serve { client.isClosed }
        #expect(webhook.finish().handshakes == 1)
    }

    @Test func `a head that takes too long is cut off`() throws {
        var limits = WebhookLimits()
        limits.headSeconds = 0.05
        limits.lingerSeconds = 0.05
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.send("POST / HTTP/1.1\r\nHost")
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [408])
        #expect(webhook.finish().slow == 1)
    }

    @Test func `a body that takes too long is cut off and gives its room back`() throws {
        var limits = WebhookLimits()
        limits.bodySeconds = 0.05
        limits.lingerSeconds = 0.05
        limits.requests = 1
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.send(WebhookClient.head(length: 1000) + "{")
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [408])
        let next = try webhook.client()
        next.post(Self.batch)
        try webhook.serve { next.answers.count == 1 }
        #expect(next.statuses == [200])
        #expect(webhook.finish().slow == 1)
    }

    @Test func `a connection that idles too long is closed`() throws {
        var limits = WebhookLimits()
        limits.idleSeconds = 0.05
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        try webhook.serve { client.isClosed }
        #expect(client.received == "")
        #expect(webhook.finish().requests == 0)
    }

    @Test func `a body of 65 MiB is refused before it comes`() throws {
        let webhook = try WebhookHarness()
        let client = try webhook.client()
        client.send(WebhookClient.head(length: 65 << 20))
        client.send([UInt8](repeating: 0x20, count: 65 << 20))
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [413])
        #expect(webhook.finish().tooLarge == 1)
    }

    @Test func `a body in chunks is refused when it is too large`() throws {
        var limits = WebhookLimits()
        limits.bodyBytes = 1000
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<11 { client.send("64\r\n" + String(repeating: " ", count: 100) + "\r\n") }
        client.send("0\r\n\r\n")
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [413])
        #expect(webhook.finish().tooLarge == 1)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 405), ("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n{", 405),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\n{", 415),
        ("POST / HTTP/1.1\r\nX: " + String(repeating: "x", count: 20_000), 431),
        ("POST /" + String(repeating: "x", count: 20_000), 431),
        ("POST / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 65) + "\r\n", 431),
        ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400), ("\u{16}\u{3}\u{1}", 400), ("SSH-2.0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
    ])
    func `what no API server sends is refused and the connection closed`(_ text: String, _ status: Int) throws {
        var limits = WebhookLimits()
        limits.lingerSeconds = 0.05
        let webhook = try WebhookHarness(limits: limits)
        let client = try webhook.client()
        client.send(text)
        try webhook.serve { client.isClosed }
        #expect(client.statuses == [status])
        #expect(client.answers.first?.fields["connection"] == "close")
        #expect(webhook.finish().refused == 1)
    }

    @Test func `connections over the limit are closed, and there is room again when one has left`() throws {
        let webhook = try WebhookHarness()
        var clients: [WebhookClient] = []
        for _ in 0..<64 { clients.append(try webhook.client()) }
        try webhook.serve { webhook.sensor.connectionCount == 64 }
        let surplus = try webhook.client()
        surplus.post(Self.batch)
        try webhook.serve { surplus.isClosed }
        #expect(surplus.received == "")
        #expect(webhook.said.contains("the audit webhook refused a connection: as many as there may be are open"))
        clients[0].close()
        try webhook.serve { webhook.sensor.connectionCount == 63 }
        let next = try webhook.client()
        next.post(Self.batch)
        try webhook.serve { next.answers.count == 1 }
        #expect(next.statuses == [200])
        let totals = webhook.finish()
        #expect(totals.overLimit == 1)
        #expect(totals.connections == 66)
    }

    @Test(arguments: ["requests", "bytes"]) func `without room a client is told to come back`(_ short: String) throws {
        var limits = WebhookLimits()
        if short == "requests" { limits.requests = 1 } else { limits.allBodyBytes = Self.batch.utf8.count * 3 / 2 }
        let webhook = try WebhookHarness(limits: limits)
        let first = try webhook.client()
        let second = try webhook.client()
        first.send(WebhookClient.head(length: Self.batch.utf8.count, fields: "Expect: 100-continue\r\n"))
        try webhook.serve { first.answers.count == 1 }
        second.post(Self.batch)
        try webhook.serve { second.answers.count == 1 }
        #expect(second.answers.first?.status == 503)
        #expect(second.answers.first?.fields["retry-after"] == "2")
        first.send(Self.batch)
        try webhook.serve { first.answers.count == 2 }
        second.post(Self.batch)
        try webhook.serve { second.answers.count == 2 }
        #expect(second.statuses == [503, 200])
        #expect(webhook.finish().busy == 1)
    }

    @Test func `a client that leaves in the middle gives its room back`() throws {
        var limits = WebhookLimits()
        limits.requests = 1
        let webhook = try WebhookHarness(limits: limits)
        let first = try webhook.client()
        first.send(WebhookClient.head(length: 1000, fields: "Expect: 100-continue\r\n"))
        try webhook.serve { first.answers.count == 1 }
        first.close()
        try webhook.serve { webhook.sensor.connectionCount == 0 }
        let next = try webhook.client()
        next.post(Self.batch)
        try webhook.serve { next.answers.count == 1 }
        #expect(next.statuses == [200])
        #expect(webhook.finish().abandoned == 1)
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite struct WebhookBatchTests {
    /// The lines of a body, and how it ended.
    private static func take(_ body: String, budget: Int = .max) -> (lines: [String], end: WebhookBatch.Progress) {
        var batch = WebhookBatch(WebhookDelivery(peer: "", body: Array(body.utf8), reserved: 0) { _ in })
        var lines: [String] = []
        while true {
            var left = budget
            let progress = batch.advance(budget: &left) { lines.append(String(decoding: $0.line, as: UTF8.self)) }
            if progress != .more { return (lines, progress) }
        }
    }

    private static let event = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1""#

    @Test func `each element becomes a line of the API server's log`() {
        let items = [
            #"{"auditID":"a","x":[{},"]}"]}"#, "{}", "{ }", "7", #""a\"],""#, "{\r\n\"auditID\" : 1\n}", "[[],{}]",
            "null",
            "tru", "{]", #"{"verb":"\\"}"#,
        ]
        let lines = [
            Self.event + #","auditID":"a","x":[{},"]}"]}"#, Self.event + "}", Self.event + " }", "7", #""a\"],""#,
            Self.event + ",  \"auditID\" : 1 }", "[[],{}]", "null", "tru", Self.event + ",]",
            Self.event + #","verb":"\\"}"#,
        ]
        let body = WebhookHarness.list(items)
        #expect(Self.take(body).lines == lines)
        #expect(Self.take(body).end == .done)
        #expect(Self.take(body, budget: 1).lines == lines)
        let spaced = body.replacing(":[", with: " : [ ").replacing("},{", with: "} ,\n{")
        #expect(Self.take(spaced).lines.count == lines.count)
    }

    @Test func `the members of the list may come in any order and more than once, and the last counts`() {
        #expect(
            Self.take(#"{"items":[{}],"it\u0065ms":[7,8],"kind":"Pod","x":{"items":[]},"kind":"EventList"}"#).lines
                == ["7", "8"])
        #expect(Self.take(#"{"items":[{}],"kind":"EventList","items":null}"#).lines == [])
    }

    @Test func `nothing is handed over of what is no list to its end`() {
        for cut in 0..<60 {
            let body = WebhookHarness.list(["{}", "{}", "{}", "{}"])
            let (lines, end) = Self.take(String(body.dropLast(cut + 1)))
            #expect(lines == [])
            #expect(end != .done)
        }
    }

    @Test func `deeper than any reader goes is still one element of its list`() {
        let deep = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
        #expect(Self.take(WebhookHarness.list([deep, "7"])).lines == [deep, "7"])
    }

    @Test func `a list is the same events that the decoder finds in it`() {
        let records: [AuditRecord] = [.certificateRequest(), .approval(), .tokenRequest(), .signing()]
        let body = WebhookHarness.list(records.map(WebhookHarness.item))
        let expected = RecordDecoder.decode(Array(body.utf8)).compactMap(Self.key)
        let found = Self.take(body).lines.flatMap { RecordDecoder.decode(Array($0.utf8)) }.compactMap(Self.key)
        #expect(found == expected)
        #expect(found.count == 4)
    }

    private static func key(_ item: DecodedItem) -> String? {
        guard case .audit(let event) = item else { return nil }
        return "\(event.auditID ?? "") \(event.verb ?? "") \(event.requestURI ?? "") \(event.objectRef as Any)"
    }

    /// A body is read to an end whatever is in it, the same way in small steps and in one.
    @Test func `mutated bodies end`() {
        var random = SplitMix64(seed: 11)
        let body = Array(WebhookHarness.list([WebhookHarness.request, "7", #"{"a":"\""}"#]).utf8)
        for _ in 0..<2000 {
            var bytes = body
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = Array(#"{}[]":,\ 7"#.utf8).randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: at)
                default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0..<20, using: &random)))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let whole = Self.take(text)
            let steps = Self.take(text, budget: 3)
            #expect(whole.lines == steps.lines)
            #expect(whole.end == steps.end)
        }
    }
}

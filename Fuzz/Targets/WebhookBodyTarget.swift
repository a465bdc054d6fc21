// SPDX-License-Identifier: Apache-2.0

import SensorEvents

@testable import SensorRuntime

enum WebhookBodyTarget {
    /// Of a kind or a version; the webhook looks at no longer ones.
    private static let wordBytes = 128

    static func run(_ bytes: [UInt8]) {
        let whole = take(bytes, budget: .max)
        let steps = take(bytes, budget: 7)
        precondition(whole.end == steps.end && whole.lines == steps.lines, "steps change what is found")
        precondition(whole.lines.allSatisfy { !$0.contains(0x0A) && !$0.contains(0x0D) }, "an event is two lines")

        guard let value = try? JSONValue(parsing: bytes), value.kind == .object, bytes.first != 0, bytes.last != 0,
            bytes.first != 0xEF, value["kind"]?.string == "EventList",
            let version = value["apiVersion"], version.string?.hasPrefix("audit.k8s.io/") == true,
            version.bytes.count < wordBytes, (value["kind"]?.bytes.count ?? 0) < wordBytes,
            let items = value["items"], items.kind == .array
        else { return }
        precondition(whole.end == .done, "a good list is refused")
        precondition(items.elements.map { Array($0.bytes) } == whole.events, "a list has other elements")
    }

    private static func take(
        _ bytes: [UInt8], budget: Int
    ) -> (lines: [[UInt8]], events: [[UInt8]], end: WebhookBatch.Progress) {
        var batch = WebhookBatch(WebhookDelivery(peer: "", body: bytes, reserved: 0) { _ in })
        var lines: [[UInt8]] = []
        var events: [[UInt8]] = []
        while true {
            var left = budget
            let progress = batch.advance(budget: &left) { event in
                lines.append(event.line)
                events.append(event.withBytes(Array.init))
            }
            if progress != .more { return (lines, events, progress) }
        }
    }
}

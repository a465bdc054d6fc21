// SPDX-License-Identifier: Apache-2.0

/// One request's body on the sensor's thread, taken apart a piece at a time.
struct WebhookBatch {
    enum Progress: Equatable {
        case more
        /// All of its events were handed over.
        case done
        /// It is no batch, and why. No event of it was handed over.
        case refused(String)
    }

    /// What an event costs beside its bytes, in bytes: many small ones must not make a turn long.
    private static let eventCost = 1024

    let delivery: WebhookDelivery
    private var scanner = EventListScanner()
    private var rest: Range<Int>?

    init(_ delivery: WebhookDelivery) {
        self.delivery = delivery
    }

    /// Goes on until `budget` is used up, and hands over each event.
    ///
    /// The whole list is looked through before its first event is handed over.
    mutating func advance(budget: inout Int, _ receive: (WebhookEvent) -> Void) -> Progress {
        if rest == nil {
            let before = scanner.position
            let outcome = scanner.advance(delivery.body, upTo: before + max(budget, 1))
            budget -= scanner.position - before
            switch outcome {
            case nil: return .more
            case .refused(let reason): return .refused(reason)
            case .event(let range):
                budget -= range.count
                receive(WebhookEvent(body: delivery.body, range: range, isListed: false))
                return .done
            case .list(let range): rest = range
            }
        }
        while let range = nextEvent() {
            budget -= range.count + Self.eventCost
            receive(WebhookEvent(body: delivery.body, range: range, isListed: true))
            if budget <= 0 { return .more }
        }
        return .done
    }

    private mutating func nextEvent() -> Range<Int>? {
        guard let range = rest else { return nil }
        let body = delivery.body
        var start = range.lowerBound
        while start < range.upperBound, Self.isBetweenEvents(body[start]) { start += 1 }
        guard start < range.upperBound else { return nil }
        var skipper = JSONSkipper(at: start)
        _ = skipper.skip(body, upTo: range.upperBound)
        // At least one byte, so that a bracket that closes nothing does not stop it.
        let end = min(range.upperBound, max(skipper.position, start + 1))
        rest = end..<range.upperBound
        return start..<end
    }

    private static func isBetweenEvents(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || JSONSkipper.isWhitespace(byte)
    }
}

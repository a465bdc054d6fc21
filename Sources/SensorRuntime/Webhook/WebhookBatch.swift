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
    /// What the webhook leaves out of each event of a list, in the form of the API server's log.
    private static let prefix = Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1""#.utf8)

    let delivery: WebhookDelivery
    private var scanner = EventListScanner()
    private var rest: Range<Int>?
    private(set) var count = 0

    init(_ delivery: WebhookDelivery) {
        self.delivery = delivery
    }

    /// Goes on until `budget` is used up, and hands over each event as one line of the API server's audit log.
    ///
    /// The whole list is looked through before its first event is handed over.
    mutating func advance(budget: inout Int, _ receive: ([UInt8]) -> Void) -> Progress {
        if rest == nil {
            let before = scanner.position
            let outcome = scanner.advance(delivery.body, upTo: before + max(budget, 1))
            budget -= scanner.position - before
            switch outcome {
            case nil: return .more
            case .refused(let reason): return .refused(reason)
            case .event(let range):
                budget -= range.count
                hand(over: Array(delivery.body[range]), receive)
                return .done
            case .list(let range): rest = range
            }
        }
        while let range = nextEvent() {
            budget -= range.count + Self.eventCost
            hand(over: line(of: range), receive)
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

    private func line(of range: Range<Int>) -> [UInt8] {
        let event = delivery.body[range]
        guard event.first == UInt8(ascii: "{") else { return Array(event) }
        let fields = event.dropFirst()
        let isEmpty = fields.first { !Self.isBetweenEvents($0) } == UInt8(ascii: "}")
        var line = Self.prefix
        line.reserveCapacity(line.count + event.count + 1)
        if !isEmpty { line.append(UInt8(ascii: ",")) }
        line += fields
        return line
    }

    private mutating func hand(over line: [UInt8], _ receive: ([UInt8]) -> Void) {
        count += 1
        var line = line
        // Between the tokens of an indented event; in a string JSON has none.
        for index in line.indices where line[index] == 0x0A || line[index] == 0x0D { line[index] = 0x20 }
        receive(line)
    }

    private static func isBetweenEvents(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

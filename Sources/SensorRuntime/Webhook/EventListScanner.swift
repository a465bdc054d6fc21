// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Finds the events in the body of an audit webhook's request: an EventList of audit.k8s.io, or one Event.
///
/// Only the list around the events is read here. What is inside an event is not: one that is damaged, or nested deeper
/// than any reader goes, is told by whoever decodes it, and the others of its batch are not lost with it.
struct EventListScanner {
    enum Outcome: Equatable {
        /// The bytes of the list's elements with the commas between them.
        case list(Range<Int>)
        case event(Range<Int>)
        case refused(String)
    }

    private enum Place {
        case start, name, value, afterValue, end
    }

    private static let listKind = "EventList"
    private static let eventKind = "Event"
    private static let group = "audit.k8s.io/"
    /// Of a kind or a version that is looked at.
    private static let wordBytes = 256

    private var place = Place.start
    private var skipper = JSONSkipper(at: 0)
    private var first = 0
    private var name = ""
    private var valueStart = 0
    private var kind: String?
    private var version: String?
    private var items: Range<Int>?

    /// Where it has got to.
    var position: Int { skipper.position }

    /// Reads on, about as far as `limit`; nil if there is more to read. Always the same `bytes`.
    mutating func advance(_ bytes: [UInt8], upTo limit: Int) -> Outcome? {
        while true {
            if place != .value { skipper.skipWhitespace(bytes) }
            guard let byte = skipper.peek(bytes) else {
                return place == .end ? conclude(bytes) : .refused("it ends too early")
            }
            switch (place, byte) {
            case (.start, UInt8(ascii: "{")):
                first = skipper.step()
                place = .name
                skipper.skipWhitespace(bytes)
                if skipper.peek(bytes) == UInt8(ascii: "}") { place = .afterValue }
            case (.name, UInt8(ascii: "\"")):
                let start = skipper.position
                guard skipper.skip(bytes, upTo: bytes.count) == true else { return .refused("it ends too early") }
                name = word(bytes, start..<skipper.position) ?? ""
                skipper.skipWhitespace(bytes)
                guard skipper.peek(bytes) == UInt8(ascii: ":") else { return .refused("a name without a value") }
                _ = skipper.step()
                skipper.skipWhitespace(bytes)
                valueStart = skipper.position
                place = .value
            case (.value, _):
                switch skipper.skip(bytes, upTo: limit) {
                case nil: return .refused("a value that does not end")
                case false: return nil
                default: break
                }
                guard skipper.position > valueStart else { return .refused("a name without a value") }
                keep(bytes, valueStart..<skipper.position)
                place = .afterValue
            case (.afterValue, UInt8(ascii: ",")):
                _ = skipper.step()
                place = .name
            case (.afterValue, UInt8(ascii: "}")):
                _ = skipper.step()
                place = .end
            default: return .refused("byte \(skipper.position) is not where JSON has it")
            }
        }
    }

    private mutating func keep(_ bytes: [UInt8], _ range: Range<Int>) {
        switch name {
        case "kind": kind = word(bytes, range)
        case "apiVersion": version = word(bytes, range)
        case "items": items = range
        default: break
        }
    }

    private func conclude(_ bytes: [UInt8]) -> Outcome {
        guard version?.hasPrefix(Self.group) ?? (kind == Self.listKind) else {
            return .refused("not of audit.k8s.io")
        }
        if kind == Self.eventKind { return .event(first..<skipper.position) }
        guard kind == Self.listKind, let items else { return .refused("neither an EventList nor an Event") }
        if bytes[items].elementsEqual("null".utf8) { return .list(items.upperBound..<items.upperBound) }
        guard bytes[items.lowerBound] == UInt8(ascii: "[") else { return .refused("its items are no array") }
        return .list(items.dropFirst().dropLast())
    }

    private func word(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        guard range.count <= Self.wordBytes else { return nil }
        return (try? JSONValue(parsing: Array(bytes[range])))?.string
    }
}

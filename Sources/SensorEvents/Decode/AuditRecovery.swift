// SPDX-License-Identifier: Apache-2.0

/// Reads what is left of audit events in text that is no JSON as a whole: cut, glued to another record, nested too deeply,
/// or broken in some other way. Nobody may hide an act by damaging its record.
enum AuditRecovery {
    /// How an API server begins each record (the encoding of audit.k8s.io/v1 Event). No string of a JSON text can hold it,
    /// because quotes are escaped there.
    private static let beginning = Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/"#.utf8)
    /// Records in one line that are looked for.
    private static let maximumRecords = 64

    /// How the time of a request is written. It stands behind the bodies, where the damage mostly is.
    private static let timeName = Array(#""requestReceivedTimestamp":""#.utf8)
    /// Bytes of the longest time that an API server writes.
    private static let timeBytes = 40

    /// The event whose members are whole up to the damage; it may have none.
    ///
    /// - Parameter time: when the record was made, as whoever wrapped it says; used where the record does not tell.
    static func event(
        from text: ArraySlice<UInt8>, form: AuditForm, damage: String, time: WallTime? = nil
    ) -> AuditEvent {
        var event =
            wholeMembers(of: text).map { AuditEvent(native: $0, form: form) }
            ?? AuditEvent(time: WallTime(nanoseconds: 0), form: form)
        event.damage = damage
        if event.requestReceivedTimestamp == nil, let time = Self.time(in: Array(text)) ?? time { event.time = time }
        return event
    }

    private static func time(in text: [UInt8]) -> WallTime? {
        guard let name = text.firstRange(of: timeName, from: 0) else { return nil }
        let value = text[(name + timeName.count)...].prefix(timeBytes).prefix { $0 != UInt8(ascii: "\"") }
        return WallTime(rfc3339: String(decoding: value, as: UTF8.self))
    }

    /// What a line comes to that is no JSON text: an event for each record that begins in it.
    static func item(from line: [UInt8], form: AuditForm, _ error: JSONError) -> DecodedItem {
        var starts = [0]
        var position = beginning.count
        while starts.count < maximumRecords, let start = line.firstRange(of: beginning, from: position) {
            starts.append(start)
            position = start + beginning.count
        }
        let reason = error.code.rawValue
        let events = zip(starts, starts.dropFirst() + [line.count]).map { start, end in
            event(from: line[start..<end], form: form, damage: reason)
        }
        return .damagedAudit(events, reason: reason, offset: error.offset)
    }

    private static func wholeMembers(of text: ArraySlice<UInt8>) -> JSONValue? {
        guard let brace = text.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var scanner = JSONScanner(Array(text[brace...]), in: 1..<text[brace...].count)
        var end = 1
        do throws(JSONError) {
            scanner.skipWhitespace()
            while scanner.peek == UInt8(ascii: "\"") {
                try scanner.skipKey()
                try scanner.skipValue()
                end = scanner.position
                scanner.skipWhitespace()
                guard scanner.skip(UInt8(ascii: ",")) else { break }
                scanner.skipWhitespace()
            }
        } catch {
            // What came before is whole.
        }
        return try? JSONValue(parsing: scanner.bytes[..<end] + [UInt8(ascii: "}")])
    }
}

extension [UInt8] {
    /// Where `wanted` begins, at or behind `from`.
    fileprivate func firstRange(of wanted: [UInt8], from: Int) -> Int? {
        var position = from
        while position + wanted.count <= count, let first = self[position...].firstIndex(of: wanted[0]) {
            if self[first...].starts(with: wanted) { return first }
            position = first + 1
        }
        return nil
    }
}

// SPDX-License-Identifier: Apache-2.0

/// An instant of the wall clock, in whole nanoseconds since 1970-01-01T00:00:00Z.
///
/// Text form is RFC 3339 in UTC with nine fractional digits. `Date` is not used because a `Double` of seconds cannot
/// hold nanoseconds of this century, and alert bytes must not change between a live run and a replay.
package struct WallTime: Sendable, Hashable, Comparable {
    package var nanoseconds: UInt64

    package init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    package static func < (left: WallTime, right: WallTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension WallTime: CustomStringConvertible {
    /// `2026-11-20T14:03:22.112345678Z`
    package var description: String {
        let (seconds, fraction) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let (days, secondOfDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSinceEpoch: Int(days))
        let hour = secondOfDay / 3600
        let minute = secondOfDay / 60 % 60
        return [
            padded(UInt64(date.year), 4), "-", padded(UInt64(date.month), 2), "-", padded(UInt64(date.day), 2), "T",
            padded(hour, 2), ":", padded(minute, 2), ":", padded(secondOfDay % 60, 2), ".", padded(fraction, 9), "Z",
        ].joined()
    }

    private func padded(_ value: UInt64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension WallTime {
    /// Reads an RFC 3339 date-time (any offset, up to nine fractional digits; more are cut); nil if it is not one or
    /// lies before 1970 or after 2553.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        var position = 0
        func number(_ width: Int) -> Int? {
            guard position + width <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<(position + width)] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += width
            return value
        }
        func skip(_ wanted: Unicode.Scalar...) -> Bool {
            guard position < bytes.count, wanted.contains(where: { UInt8(ascii: $0) == bytes[position] }) else {
                return false
            }
            position += 1
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
            skip("T", "t", " "), let hour = number(2), skip(":"), let minute = number(2), skip(":"),
            let second = number(2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var fraction = 0
        if skip(".") {
            let run = bytes[position...].prefix { (0x30...0x39).contains($0) }
            guard !run.isEmpty else { return nil }
            position += run.count
            for index in 0..<9 {
                let digit = index < run.count ? Int(run[run.startIndex + index] - 0x30) : 0
                fraction = fraction * 10 + digit
            }
        }
        var offset = 0
        if !skip("Z", "z") {
            let sign = position < bytes.count && bytes[position] == UInt8(ascii: "-") ? -1 : 1
            guard skip("+", "-"), let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
            offset = sign * (hours * 3600 + minutes * 60)
        }
        guard position == bytes.count else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        // 64 bits of nanoseconds end in July 2554.
        let (nanoseconds, overflow) = UInt64(max(0, seconds)).multipliedReportingOverflow(by: 1_000_000_000)
        guard seconds >= 0, !overflow else { return nil }
        let (sum, carry) = nanoseconds.addingReportingOverflow(UInt64(fraction))
        guard !carry else { return nil }
        self.init(nanoseconds: sum)
    }
}

extension WallTime: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = WallTime(rfc3339: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

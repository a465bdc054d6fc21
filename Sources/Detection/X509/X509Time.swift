// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A time of a certificate (RFC 5280, 4.1.2.5).
enum X509Time {
    private static let utcTime: UInt8 = 0x17
    private static let generalizedTime: UInt8 = 0x18

    /// nil if it is none in UTC and whole seconds, which are the only ones that may stand there, or if it lies before
    /// 1970 or after 2553.
    static func read(_ element: DERReader.Element) -> WallTime? {
        let digits: Substring
        let text = DERText.decode(element.contents)
        guard text.last == "Z", text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        switch (element.tag, text.utf8.count) {
        case (utcTime, 13):
            // Two digits of the year: 50 and later are of the last century.
            digits = Substring((text.utf8.first ?? 0 >= UInt8(ascii: "5") ? "19" : "20") + text.dropLast())
        case (generalizedTime, 15): digits = text.dropLast()
        default: return nil
        }
        let parts = stride(from: 4, to: 14, by: 2).map { start in digits.dropFirst(start).prefix(2) }
        return WallTime(
            rfc3339: "\(digits.prefix(4))-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])Z")
    }
}

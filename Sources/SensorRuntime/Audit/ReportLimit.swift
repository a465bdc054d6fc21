// SPDX-License-Identifier: Apache-2.0

/// Lets through the first few reports of a minute and counts the others, so that damage does not fill the log.
struct ReportLimit {
    static let perMinute = 5
    private static let minute: UInt64 = 60_000_000_000

    private var windowStart: UInt64 = 0
    private var inWindow = 0
    private var withheld: UInt64 = 0

    /// Takes one report; nil if it is to be withheld, else how many were withheld since the last one.
    ///
    /// - Parameter now: monotonic nanoseconds.
    mutating func admit(at now: UInt64) -> UInt64? {
        if inWindow == 0 || now - windowStart >= Self.minute {
            windowStart = now
            inWindow = 0
        }
        guard inWindow < Self.perMinute else {
            withheld += 1
            return nil
        }
        inWindow += 1
        defer { withheld = 0 }
        return withheld
    }
}

// SPDX-License-Identifier: Apache-2.0

/// When to look at the protected trees again: soon after a change, and never so often that looking is most of what the
/// sensor does, whoever makes the changes.
struct RescanPace {
    /// From a change to the look at it, so that what belongs together is seen together. Nanoseconds.
    private static let shortest: UInt64 = 10_000_000
    /// After a look there is none for so many times as long as it took.
    private static let rest: UInt64 = 4

    private var isScheduled = false
    private var began: UInt64 = 0
    private var earliest: UInt64 = 0

    /// Seconds until the look that a change asks for; nil if one is due already.
    ///
    /// - Parameter now: monotonic nanoseconds.
    mutating func delay(now: UInt64) -> Double? {
        guard !isScheduled else { return nil }
        isScheduled = true
        let wait = max(Self.shortest, earliest > now ? earliest - now : 0)
        return Double(wait) / 1e9
    }

    /// A look begins; it is the one that was due, too.
    mutating func begin(now: UInt64) {
        isScheduled = false
        began = now
    }

    mutating func end(now: UInt64) {
        earliest = now + (now - began) * Self.rest
    }
}

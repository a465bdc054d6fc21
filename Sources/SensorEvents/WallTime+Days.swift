// SPDX-License-Identifier: Apache-2.0

extension WallTime {
    private static let nanosecondsPerDay: UInt64 = 86_400 * 1_000_000_000

    /// Whole days from `start` until this; negative if it lies before, rounded down.
    package func days(after start: WallTime) -> Int {
        if nanoseconds >= start.nanoseconds {
            return Int((nanoseconds - start.nanoseconds) / Self.nanosecondsPerDay)
        }
        let (days, rest) = (start.nanoseconds - nanoseconds).quotientAndRemainder(dividingBy: Self.nanosecondsPerDay)
        return -Int(days) - (rest == 0 ? 0 : 1)
    }
}

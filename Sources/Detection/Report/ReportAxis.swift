// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The scale of a timeline: which instant stands where, and which instants are marked.
struct ReportAxis {
    private static let second: UInt64 = 1_000_000_000
    /// Spans between marks that a reader can count in, in seconds; longer ones are doubled from the last.
    private static let steps: [UInt64] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172_800, 604_800,
        1_209_600, 2_592_000, 7_776_000, 31_536_000,
    ]
    /// Shorter spans are drawn as this long: nobody reads a scale of microseconds.
    private static let shortest: UInt64 = 10 * second

    let lower: UInt64
    let upper: UInt64
    let left: Double
    let width: Double

    /// - Parameters:
    ///   - left: x of the plot's left edge.
    ///   - width: of the plot.
    init(first: WallTime, last: WallTime, left: Double, width: Double) {
        let span = max(last.nanoseconds - min(first.nanoseconds, last.nanoseconds), Self.shortest)
        let middle = first.nanoseconds / 2 + last.nanoseconds / 2
        // Room at both ends, so that no point sits on the edge.
        let half = span / 2 + span / 16
        lower = middle - min(half, middle)
        upper = middle + min(half, UInt64.max - middle)
        self.left = left
        self.width = width
    }

    func x(_ time: WallTime) -> Double {
        let part = Double(time.nanoseconds - min(lower, time.nanoseconds)) / Double(max(upper - lower, 1))
        return left + min(part, 1) * width
    }

    /// Instants at whole minutes, hours or days, at least `distance` apart.
    func marks(distance: Double) -> [WallTime] {
        let most = UInt64(max(width / distance, 1))
        var step = (Self.steps.last ?? 1) * Self.second
        for candidate in Self.steps where (upper - lower) / (candidate * Self.second) < most {
            step = candidate * Self.second
            break
        }
        while (upper - lower) / step > most { step *= 2 }
        var marks: [WallTime] = []
        var at = lower / step * step
        while at <= upper {
            if at >= lower { marks.append(WallTime(nanoseconds: at)) }
            let (next, overflow) = at.addingReportingOverflow(step)
            if overflow { break }
            at = next
        }
        return marks
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What the progress line says.
enum ReplayProgressText {
    private static let width: UInt64 = 30

    /// `[########......................] 27%  512 MB of 1.9 GB, 640 MB/s, 2 s left`, or without a total
    /// `512 MB, 640 MB/s`.
    ///
    /// - Parameters:
    ///   - done: bytes; more than `total` if a file has grown.
    ///   - nanoseconds: since the beginning.
    static func line(done: UInt64, total: UInt64?, nanoseconds: UInt64) -> String {
        let perSecond = nanoseconds == 0 ? 0 : UInt64(min(Double(done) / Double(nanoseconds) * 1e9, 1e19))
        let rate = "\(bytes(perSecond))/s"
        guard let total, total > 0 else { return "\(bytes(done)), \(rate)" }
        let reached = min(done, total)
        let filled = Int(Double(reached) / Double(total) * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Int(width) - filled)
        let percent = Int(Double(reached) / Double(total) * 100)
        let left = perSecond == 0 ? "" : ", \(seconds((total - reached) / perSecond)) left"
        return "[\(bar)] \(percent)%  \(bytes(reached)) of \(bytes(total)), \(rate)\(left)"
    }

    /// Three figures and a unit of powers of ten, as disks and networks are told.
    static func bytes(_ count: UInt64) -> String {
        var value = count
        var rest: UInt64 = 0
        var units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"][...]
        while value >= 1000, units.count > 1 {
            (value, rest) = value.quotientAndRemainder(dividingBy: 1000)
            units = units.dropFirst()
        }
        let unit = units.first ?? ""
        return value < 10 && unit != "B" ? "\(value).\(rest / 100) \(unit)" : "\(value) \(unit)"
    }

    private static func seconds(_ count: UInt64) -> String {
        switch count {
        case ..<120: "\(count) s"
        case ..<7200: "\(count / 60) min"
        default: "\(count / 3600) h"
        }
    }
}

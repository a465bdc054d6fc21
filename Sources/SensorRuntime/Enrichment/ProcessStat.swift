// SPDX-License-Identifier: Apache-2.0

/// The fields of `/proc/PID/stat` that tell one process from the next with its number (proc_pid_stat(5)).
package struct ProcessStat: Sendable, Equatable {
    /// Field 22: when the process started, in clock ticks since boot.
    package var startTicks: UInt64

    /// nil if the bytes are not such a file. The command name (field 2) may hold spaces and parentheses.
    package init?(_ bytes: [UInt8]) {
        guard let close = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(close + 1)...].split { $0 == 0x20 || $0 == 0x0A }
        // The first one after the name is field 3.
        guard fields.count > 19, let ticks = UInt64(String(decoding: fields[19], as: UTF8.self)) else { return nil }
        startTicks = ticks
    }

    /// Whether this is the process that started at `startTime` (boot-time nanoseconds). The kernel cuts ticks off, and
    /// counts them from a clock that suspend may shift by a rounding: one tick of difference is the same process.
    package func started(at startTime: UInt64, ticksPerSecond: UInt64) -> Bool {
        guard ticksPerSecond > 0, ticksPerSecond <= 1_000_000_000 else { return false }
        let ticks = startTime / (1_000_000_000 / ticksPerSecond)
        return max(ticks, startTicks) - min(ticks, startTicks) <= 1
    }
}

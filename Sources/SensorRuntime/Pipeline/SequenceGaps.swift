// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Notices that a ring's sequence numbers skip, which is the moment to ask the kernel's counters what was lost.
///
/// A skip alone is no proof: a number is taken before its record gets its place in the ring, so records of two processors
/// may change places.
struct SequenceGaps {
    private var last: [EventOrigin.Ring: UInt64] = [:]
    private var reported: UInt64 = 0

    /// How many numbers lie between this record and the one before it in its ring.
    mutating func note(_ record: KernelRecord) -> UInt64 {
        let before = last[record.ring] ?? 0
        last[record.ring] = max(before, record.sequence)
        return record.sequence > before ? record.sequence - before - 1 : 0
    }

    /// Losses since the last call that returned any; nil if there are none.
    mutating func freshLoss(total: UInt64) -> UInt64? {
        guard total > reported else { return nil }
        defer { reported = total }
        return total - reported
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct SequenceGapsTests {
    private var gaps = SequenceGaps()

    private static func record(_ sequence: UInt64, _ ring: EventOrigin.Ring = .secret) -> KernelRecord {
        var record = EnrichRecords.open(entryID: 1)
        record.sequence = sequence
        record.ring = ring
        return record
    }

    @Test mutating func `numbers one after another have no gap`() {
        #expect([1, 2, 3].map { gaps.note(Self.record($0)) } == [0, 0, 0])
    }

    @Test mutating func `a gap counts the numbers that were skipped`() {
        #expect([1, 5, 6].map { gaps.note(Self.record($0)) } == [0, 3, 0])
    }

    @Test mutating func `records lost before the first one are a gap`() {
        #expect(gaps.note(Self.record(4)) == 3)
    }

    @Test mutating func `each ring counts for itself`() {
        #expect(gaps.note(Self.record(1)) == 0)
        #expect(gaps.note(Self.record(1, .open)) == 0)
        #expect(gaps.note(Self.record(2)) == 0)
        #expect(gaps.note(Self.record(3, .open)) == 1)
    }

    @Test mutating func `a record that comes late is no gap and opens none behind it`() {
        #expect([3, 1, 2, 4].map { gaps.note(Self.record($0)) } == [2, 0, 0, 0])
    }

    @Test mutating func `the last number that exists does not trap`() {
        #expect(gaps.note(Self.record(.max)) == UInt64.max - 1)
        #expect(gaps.note(Self.record(0)) == 0)
    }

    @Test mutating func `a loss is told once`() {
        #expect(gaps.freshLoss(total: 0) == nil)
        #expect(gaps.freshLoss(total: 3) == 3)
        #expect(gaps.freshLoss(total: 3) == nil)
        #expect(gaps.freshLoss(total: 5) == 2)
        #expect(gaps.freshLoss(total: 4) == nil)
    }
}

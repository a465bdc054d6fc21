// SPDX-License-Identifier: Apache-2.0

import CScan

/// Finds any of a set of byte strings in a block, in one pass that looks at 32 or 16 bytes at a time where the processor
/// can (see CScan.h).
package final class NeedleSearch: Sendable {
    /// How the pass is done; each finds the same.
    package enum Level: UInt32, Sendable, CaseIterable {
        case scalar = 0
        case ssse3 = 1
        case avx2 = 2

        /// The best that this processor has.
        package static var best: Level { Level(rawValue: kw_scan_best_level().rawValue) ?? .scalar }
    }

    /// Not changed after it is made, so any thread may search with it.
    nonisolated(unsafe) private let scan: OpaquePointer

    /// nil if a needle has fewer than 2 or more than 256 bytes, there are more than 65,536, or memory is short.
    package init?(_ needles: [[UInt8]], level: Level = .best) {
        let lengths = needles.map(\.count)
        let joined = needles.flatMap(\.self)
        let made = joined.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var starts: [UnsafePointer<UInt8>?] = []
            var offset = 0
            for length in lengths {
                starts.append(bytes.baseAddress.map { $0 + offset })
                offset += length
            }
            return kw_scan_create(&starts, lengths, needles.count, kw_scan_level(rawValue: level.rawValue))
        }
        guard let made else { return nil }
        scan = made
    }

    deinit { kw_scan_destroy(scan) }

    /// Where a needle begins at or behind `from`, such that no earlier line holds one; nil if there is none.
    package func firstMatch(in bytes: UnsafeRawBufferPointer, from: Int = 0) -> Int? {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), from < bytes.count else { return nil }
        let found = kw_scan_find(scan, base, bytes.count, max(0, from))
        return found < bytes.count ? found : nil
    }
}

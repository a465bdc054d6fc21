// SPDX-License-Identifier: Apache-2.0

import CScan

/// Tells lines of an audit log in which a credential is used from an address that it was not seen at before, or earlier
/// than it was (or at that very time), from those that say nothing new of that. It reads no JSON: what does not look as the API server writes it
/// is news.
///
/// Pairs are kept as keyed 64-bit hashes (`Hasher`, which the standard library seeds at random in each process), so nobody
/// can look for two that fall together.
package final class UseFilter {
    /// Pairs. When they are more, all are forgotten and lines are news once more; 24 bytes each.
    package static let maximumPairs = 131_072

    /// When each was first seen, as `kw_use.time`.
    private var pairs: [Int: UInt64] = [:]

    package init() {}

    /// Call it once a line: what it calls news now is none the next time.
    package func isNews(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let base = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
        var use = kw_use()
        switch kw_use_find(base, line.count, &use) {
        case KW_USE_NONE: return false
        case KW_USE_FOUND: break
        default: return true
        }
        var hasher = Hasher()
        hasher.combine(use.id_length)
        hasher.combine(bytes: UnsafeRawBufferPointer(start: use.id, count: use.id_length))
        hasher.combine(bytes: UnsafeRawBufferPointer(start: use.sources, count: use.sources_length))
        let key = hasher.finalize()
        // One of the very same time may be the one that is to be told, whichever comes first.
        if let first = pairs[key], first < use.time { return false }
        if pairs.count >= Self.maximumPairs { forget() }
        pairs[key] = use.time
        return true
    }

    /// What was told of pairs was lost: all are news again.
    package func forget() { pairs.removeAll(keepingCapacity: true) }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What to do to the kernel's protected set so that it follows from one scan to the next. Entries are matched by
/// identity, because that is the kernel's key.
package struct ProtectedSetDiff: Sendable, Equatable {
    package var added: [ProtectedEntry]
    /// No longer found at a watched path. The file may have been moved and not deleted: whoever removes it from the
    /// kernel's set must know which, or a thief hides a key by moving it.
    package var gone: [ProtectedEntry]
    /// Same identity, other path, depth or secrecy; as it is now.
    package var changed: [ProtectedEntry]

    package init(from old: ProtectedSet, to new: ProtectedSet) {
        let before = Dictionary(old.entries.map { ($0.id, $0) }) { first, _ in first }
        let after = Set(new.entries.map(\.id))
        added = new.entries.filter { before[$0.id] == nil }
        gone = old.entries.filter { !after.contains($0.id) }
        changed = new.entries.filter { entry in before[entry.id].map { $0 != entry } ?? false }
    }

    package var isEmpty: Bool { added.isEmpty && gone.isEmpty && changed.isEmpty }
}

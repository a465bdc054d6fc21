// SPDX-License-Identifier: Apache-2.0

/// How the kernel found a file in the protected set (`struct kw_match`).
package struct KernelMatch: Sendable, Equatable {
    /// What the entry that matched is.
    package enum EntryKind: UInt8, Sendable {
        /// A file that user space put there.
        case file = 1
        /// A directory that user space put there.
        case directory = 2
        /// A file that the kernel put there, under the id of the directory or file it was met at.
        case learned = 3
        /// A file below a directory that no profile names; the kernel does not report it.
        case ignored = 4
        /// A block device under protected files.
        case device = 5
        /// A directory above protected ones.
        case expecting = 6
    }

    /// The entry's own inode: the file itself or a directory above it.
    package var key: InodeID
    /// User space's number for the entry's path, never 0.
    package var entryID: UInt32
    package var kind: EntryKind
    /// Of a directory: levels below it that matter.
    package var depth: UInt8
    package var ring: EventOrigin.Ring
    /// 0: the file itself; n: the n-th directory above it.
    package var level: Int

    package init(
        key: InodeID, entryID: UInt32, kind: EntryKind, depth: UInt8 = 0, ring: EventOrigin.Ring = .secret,
        level: Int = 0
    ) {
        self.key = key
        self.entryID = entryID
        self.kind = kind
        self.depth = depth
        self.ring = ring
        self.level = level
    }
}

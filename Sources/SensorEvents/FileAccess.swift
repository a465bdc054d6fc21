// SPDX-License-Identifier: Apache-2.0

/// How a file was accessed.
package struct FileAccess: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable {
        case open
        case rename
        /// A hard link: the file gets a second name.
        case link
        /// A name of the file goes.
        case unlink
        /// A mount was made of a protected file or directory, or over one; `FileFacts.mounted` says which.
        case mount

        /// It is about an old name and a new one.
        package var hasTwoNames: Bool { self == .rename || self == .link }
    }

    package var kind: Kind
    /// open: `file->f_flags` (open(2) flags). rename: renameat2(2) flags. mount: mount(2) flags.
    package var flags: UInt32
    /// open: what `file->f_mode` grants (FMODE_READ, FMODE_WRITE). Else false.
    package var reads: Bool
    package var writes: Bool
    /// open: by execve(2), which reads too. Else false.
    package var executes: Bool

    package init(kind: Kind, flags: UInt32, reads: Bool = false, writes: Bool = false, executes: Bool = false) {
        self.kind = kind
        self.flags = flags
        self.reads = reads
        self.writes = writes
        self.executes = executes
    }

    /// `RENAME_EXCHANGE` of include/uapi/linux/fs.h: both names swap their files.
    package var isExchange: Bool { kind == .rename && flags & 2 != 0 }
}

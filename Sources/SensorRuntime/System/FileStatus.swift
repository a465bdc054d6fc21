// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// What fstat(2) says of a file. Its device and inode tell files apart within this process; they are not the kernel's
/// identity of a file, which on overlayfs and btrfs differs.
package struct FileStatus: Sendable, Equatable {
    package enum Kind: Sendable {
        case regular
        case directory
        case symbolicLink
        /// Devices, sockets, pipes: never a credential, and opening one may hang.
        case other
    }

    package var kind: Kind
    package var device: UInt64
    package var inode: UInt64
    /// Nanoseconds since the epoch.
    package var modified: Int64
    /// The same of the last change to what the inode says, which nobody can set.
    package var changed: Int64
    /// Bytes.
    package var size: Int64
    /// User id.
    package var owner: UInt32

    package init(_ facts: stat) {
        switch facts.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        device = UInt64(facts.st_dev)
        inode = UInt64(facts.st_ino)
        modified = Self.nanoseconds(facts.st_mtim)
        changed = Self.nanoseconds(facts.st_ctim)
        size = Int64(facts.st_size)
        owner = facts.st_uid
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
    }

    /// What fstat(2) says of an open descriptor.
    package init(ofDescriptor number: Int32) throws(SystemError) {
        var facts = stat()
        try systemCall("fstat") { fstat(number, &facts) }
        self.init(facts)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// `mm->exe_file` of the opener.
package struct KernelExecutable: Sendable, Equatable {
    package var id: InodeID
    /// `i_nlink`; 0 once the file has no name left.
    package var links: UInt32
    package var path: KernelPath

    package init(id: InodeID, links: UInt32, path: KernelPath) {
        self.id = id
        self.links = links
        self.path = path
    }

    /// No file name leads to it any more: deleted, replaced, or a memfd, which never had one.
    package var isDeleted: Bool { links == 0 }

    /// memfd_create(2) calls its file `memfd:` and the caller's choice (mm/memfd.c); a file with a real name that begins
    /// so still has a link.
    package var isMemfd: Bool { links == 0 && path.names.last?.starts(with: Array("memfd:".utf8)) == true }
}

// SPDX-License-Identifier: Apache-2.0

/// One `struct kw_record`, decoded and checked; what it means is left to enrichment.
package struct KernelRecord: Sendable, Equatable {
    package var operation: FileAccess.Kind
    package var ring: EventOrigin.Ring
    package var isDirectory: Bool
    /// Unlike any other's since the programs were loaded.
    package var sequence: UInt64
    /// CLOCK_BOOTTIME, nanoseconds.
    package var bootTime: UInt64
    /// open: `f_flags`; rename: renameat2(2) flags.
    package var flags: UInt32
    /// open: `f_mode`; rename: 0.
    package var mode: UInt32
    package var file: InodeID
    /// rename: what the new name pointed to.
    package var replaced: InodeID?
    /// open: the file; rename: the old name's side. nil if that side is not protected.
    package var match: KernelMatch?
    /// rename: the new name's side.
    package var newMatch: KernelMatch?
    /// open: as the opener's mount namespace shows it; rename: the old name, from its file system's root.
    package var path: KernelPath
    /// open: from its file system's root; rename: the new name, from its file system's root.
    package var pathTwo: KernelPath
    package var process: KernelProcess
    /// Renames and links of protected files that had been seen then.
    package var nameChanges: UInt32

    package init(
        operation: FileAccess.Kind, ring: EventOrigin.Ring, isDirectory: Bool = false, sequence: UInt64,
        bootTime: UInt64, flags: UInt32, mode: UInt32, file: InodeID, replaced: InodeID? = nil,
        match: KernelMatch?, newMatch: KernelMatch? = nil, path: KernelPath, pathTwo: KernelPath,
        process: KernelProcess, nameChanges: UInt32 = 0
    ) {
        self.operation = operation
        self.ring = ring
        self.isDirectory = isDirectory
        self.sequence = sequence
        self.bootTime = bootTime
        self.flags = flags
        self.mode = mode
        self.file = file
        self.replaced = replaced
        self.match = match
        self.newMatch = newMatch
        self.path = path
        self.pathTwo = pathTwo
        self.process = process
        self.nameChanges = nameChanges
    }
}

extension KernelRecord {
    /// FMODE_READ and FMODE_WRITE of include/linux/fs.h: what the open grants, whatever the flags asked.
    package var reads: Bool { mode & 0x1 != 0 }
    package var writes: Bool { mode & 0x2 != 0 }
    /// An open by execve(2), which also reads: `__FMODE_EXEC` of include/linux/fs.h. The kernel sets it among the flags
    /// and never in the mode (`do_open_execat` of fs/exec.c); open(2) cannot set it (`VALID_OPEN_FLAGS`).
    package var executes: Bool { operation == .open && flags & 0x20 != 0 }
}

// SPDX-License-Identifier: Apache-2.0

/// What a file is to the kernel, whatever it is called: `{i_sb->s_dev, i_ino, i_generation}`.
///
/// `device` is the kernel's internal `dev_t` (major << 20 | minor), which on overlayfs and btrfs differs from stat(2)'s.
package struct InodeID: Sendable, Hashable, Codable {
    package var device: UInt32
    package var inode: UInt64
    package var generation: UInt32

    package init(device: UInt32, inode: UInt64, generation: UInt32) {
        self.device = device
        self.inode = inode
        self.generation = generation
    }

    /// `major:minor`, as in /proc/self/mountinfo.
    package var deviceText: String { "\(device >> 20):\(device & 0xFFFFF)" }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Identities of files by stat(2), for a scan without kernel programs.
///
/// They tell files apart, but where stat(2) and the kernel differ (overlayfs, btrfs), and in their generation, they are
/// not those that the kernel matches by: never to be put into the kernel's set.
enum StatIdentity {
    /// Of `descriptors`, in their order, which may be `O_PATH` ones; nil for one that is not open.
    static func of(_ descriptors: [Int32]) -> [InodeID?] {
        descriptors.map { number in
            guard let status = try? FileStatus(ofDescriptor: number) else { return nil }
            return InodeID(device: device(status.device), inode: status.inode, generation: 0)
        }
    }

    /// The kernel's `dev_t` (12 bits of major, 20 of minor; include/linux/kdev_t.h) of stat(2)'s, which glibc lays out
    /// otherwise (bits/sysmacros.h).
    static func device(_ number: UInt64) -> UInt32 {
        let major = (number >> 8) & 0xFFF
        let minor = number & 0xFF | (number >> 12) & 0xF_FF00
        return UInt32(major << 20 | minor)
    }
}

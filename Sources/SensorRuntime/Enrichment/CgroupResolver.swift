// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// Finds the path of a cgroup by its id, which is the inode number of its directory.
///
/// The kernel opens the directory by that number, so a process that has gone by now still has its workload; the number
/// holds a generation and is not used twice in a boot. A cgroup that has gone too is known only from the cache.
package final class CgroupResolver {
    /// Paths kept; at about 200 bytes each, 800 KiB.
    package static let cacheCapacity = 4096

    /// Where a host has its cgroup v2 hierarchy: alone, or beside version 1 (systemd's hybrid layout).
    private static let mountPoints = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"]

    private let openByID: (UInt64) throws(SystemError) -> FileDescriptor
    private let prefix: [UInt8]
    private var paths = BoundedCache<UInt64, String>(capacity: cacheCapacity)

    /// nil if the host has no cgroup v2 hierarchy.
    package convenience init?(root: HostRoot) {
        for mountPoint in Self.mountPoints {
            guard let mount = try? root.locate(mountPoint), mount.withNumber(kw_is_cgroup2) == 1,
                // open_by_handle_at(2) does not take an O_PATH descriptor to name the file system.
                let readable = try? FileDescriptor.open(".", in: mount, flags: O_RDONLY | kw_o_directory),
                let shown = try? mount.currentPath()
            else { continue }
            self.init(prefix: shown) { id throws(SystemError) in
                FileDescriptor(owning: try systemCall("open_by_handle_at") { kw_open_cgroup(readable.number, id) })
            }
            return
        }
        return nil
    }

    /// `prefix`: the mount point as `/proc/self/fd` shows it; `openByID`: opens the directory with that inode number.
    init(prefix: [UInt8], openByID: @escaping (UInt64) throws(SystemError) -> FileDescriptor) {
        self.prefix = prefix
        self.openByID = openByID
    }

    /// The path below the cgroup v2 root, starting with `/`; nil if the cgroup is gone or cannot be opened.
    package func path(of id: UInt64) -> String? {
        if let known = paths[id] { return known }
        guard let shown = try? openByID(id).currentPath() else { return nil }
        // Above the mount's own root (a cgroup namespace) the kernel shows the path without the mount point.
        let path = shown.starts(with: prefix) ? Array(shown.dropFirst(prefix.count)) : shown
        let text = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
        paths.insert(text, for: id)
        return text
    }
}

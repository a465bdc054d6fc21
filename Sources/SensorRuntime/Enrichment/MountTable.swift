// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Where file systems are mounted, to tell the host's path of a file from its path within its file system.
package struct MountTable: Sendable, Equatable {
    /// Mounts kept; the kernel allows 100,000 in a namespace by default (fs.mount-max).
    package static let maximumMounts = 100_000

    /// By device; the mount that shows most of its file system first, of equals the one mounted first.
    private var mounts: [UInt32: [MountInfo]] = [:]
    /// Lines that were none, or name no path.
    package private(set) var skipped = 0

    package init() {}

    /// - Parameter text: the content of a `mountinfo` file, which lists mounts in the order they were made.
    package init(parsing text: [UInt8]) {
        for line in text.split(separator: 0x0A).prefix(Self.maximumMounts) {
            guard let mount = MountInfo(line: line) else {
                skipped += 1
                continue
            }
            mounts[mount.device, default: []].append(mount)
        }
        for device in mounts.keys {
            let ranked = mounts[device, default: []].enumerated().sorted {
                ($0.element.root.count, $0.offset) < ($1.element.root.count, $1.offset)
            }
            mounts[device] = ranked.map(\.element)
        }
    }

    /// The host path of `path`, which begins at the root of the file system `device`; nil if no mount shows it, or its
    /// outermost names are unknown.
    ///
    /// Of several mounts the widest and oldest counts, not the nearest: a bind mount of a part of the file system,
    /// which anyone with a mount to spare can add, must not give a file another name than it has.
    package func hostPath(of path: KernelPath, on device: UInt32) -> [UInt8]? {
        guard !path.isTruncated, let mount = mounts[device]?.first(where: { path.names.starts(with: $0.root) })
        else { return nil }
        return KernelPath(names: mount.mountPoint + path.names.dropFirst(mount.root.count)).bytes
    }
}

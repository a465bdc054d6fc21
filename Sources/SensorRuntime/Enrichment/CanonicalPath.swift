// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The host's path of a file that the kernel matched, put together from the entry that matched and the file's names
/// within its file system.
struct CanonicalPath: Equatable {
    var bytes: [UInt8]
    /// False if a name had to be taken on trust: the walk was cut, or the file has left the directory it was learned in.
    var isCertain: Bool

    /// The same for a file that user space may have protected by itself since the kernel met it below a directory: where
    /// the match does not lead to it, it goes by that path.
    init?(of file: InodeID, match: KernelMatch, inFileSystem path: KernelPath, paths: ProtectedPaths) {
        let found = CanonicalPath(of: match, inFileSystem: path, paths: paths)
        if found?.isCertain != true, match.kind == .learned || match.level > 0, let known = paths.path(of: file) {
            bytes = Array(known.utf8)
            isCertain = true
        } else if let found {
            self = found
        } else {
            return nil
        }
    }

    /// nil if the entry's number stands for no path any more.
    init?(of match: KernelMatch, inFileSystem path: KernelPath, paths: ProtectedPaths) {
        guard let named = paths[match.entryID] else { return nil }
        let entry = Array(named.path.utf8)
        switch (named.kind, match.kind, match.level) {
        case (.file, _, 0), (.device, .device, 0), (.directory, .expecting, 0):
            bytes = entry
            isCertain = true
        // The directory itself, or one that came to its place since; what the kernel learned below it has less depth.
        case (.directory, .directory, let level) where named.id == match.key || named.depth == Int(match.depth):
            bytes = Self.join(entry, path.names.suffix(level))
            isCertain = path.names.count >= level
        case (.directory, .learned, 0), (.directory, .directory, _):
            // Learned below the entry, at a depth that the match does not tell.
            let (tail, isBelow) = Self.tail(of: path.names, below: entry, atLeast: match.level + 1)
            bytes = Self.join(entry, tail)
            isCertain = isBelow && !path.isTruncated
        default:
            return nil
        }
    }

    /// The names that follow the directory's own in `names`, which begin at the root of the file system: at the mount
    /// point on the directory's host path, or above it (a subvolume). Only the last `count` if the directory is not
    /// there with as many names below it.
    private static func tail(
        of names: [[UInt8]], below directory: [UInt8], atLeast count: Int
    ) -> ([[UInt8]], isBelow: Bool) {
        let own = directory.split(separator: UInt8(ascii: "/")).map { Array($0) }
        for end in stride(from: names.count - count, to: 0, by: -1) {
            let head = names[..<end]
            let shared = min(head.count, own.count)
            if head.suffix(shared).elementsEqual(own.suffix(shared)) { return (Array(names[end...]), true) }
        }
        return (names.suffix(count), false)
    }

    private static func join(_ directory: [UInt8], _ names: some Sequence<[UInt8]>) -> [UInt8] {
        names.reduce(directory == [UInt8(ascii: "/")] ? [] : directory) { $0 + [UInt8(ascii: "/")] + $1 }
    }
}

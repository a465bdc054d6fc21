// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// The directory that is the host's `/` (`/`, or a mount of it such as `/host`), and the host's paths below it.
///
/// Symbolic links on the way are resolved as if this directory were the root, so that a link cannot lead out of it.
package final class HostRoot {
    /// openat2(2) answers EAGAIN while a rename elsewhere makes `..` ambiguous.
    private static let attempts = 16

    /// As configured.
    package let path: String
    private let descriptor: FileDescriptor
    /// As `/proc/self/fd` shows it, without a slash at its end.
    private let prefix: [UInt8]

    /// Throws `SystemError` if `path` is not a directory.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        descriptor = FileDescriptor(
            owning: try systemCall("openat", path) {
                kw_openat(AT_FDCWD, path, kw_o_path | kw_o_directory | kw_o_cloexec)
            })
        let shown = try descriptor.currentPath()
        prefix = shown == [UInt8(ascii: "/")] ? [] : shown
    }

    /// A handle (`O_PATH`) on the file that a host path leads to; a link at its end is followed unless told not to.
    package func locate(_ hostPath: String, followingLast: Bool = true) throws(SystemError) -> FileDescriptor {
        let flags = kw_o_path | kw_o_cloexec | (followingLast ? 0 : kw_o_nofollow)
        var attempt = 1
        while true {
            do throws(SystemError) {
                return FileDescriptor(
                    owning: try systemCall("openat2", hostPath) { kw_open_in_root(descriptor.number, hostPath, flags) })
            } catch {
                switch error.number {
                case EAGAIN where attempt < Self.attempts: attempt += 1
                // Not in this kernel, or a container's seccomp filter does not know it.
                case ENOSYS, EPERM: return try walk(hostPath, followingLast: followingLast)
                default: throw error
                }
            }
        }
    }

    /// The same with openat(2) alone, one name at a time.
    func walk(_ hostPath: String, followingLast: Bool) throws(SystemError) -> FileDescriptor {
        var parents = [descriptor]
        var pending = Self.names(of: hostPath)
        var links = 0
        while let name = pending.popLast() {
            if name == "." { continue }
            if name == ".." {
                if parents.count > 1 { parents.removeLast() }
                continue
            }
            let file = try FileDescriptor.locate(name, in: parents.last)
            guard try file.status().kind == .symbolicLink, followingLast || !pending.isEmpty else {
                parents.append(file)
                continue
            }
            links += 1
            // MAXSYMLINKS of include/linux/namei.h.
            guard links <= 40 else { throw SystemError(call: "openat", path: hostPath, number: ELOOP) }
            let target = String(decoding: try file.readLink(""), as: UTF8.self)
            if target.utf8.first == UInt8(ascii: "/") { parents = [descriptor] }
            pending += Self.names(of: target)
        }
        return parents.last ?? descriptor
    }

    /// The host path of an open descriptor; nil if it has left the root or is not UTF-8.
    package func hostPath(of file: FileDescriptor) throws(SystemError) -> String? {
        let shown = try file.currentPath()
        if shown == prefix { return "/" }
        guard shown.starts(with: prefix), shown.dropFirst(prefix.count).first == UInt8(ascii: "/") else { return nil }
        return String(validating: shown.dropFirst(prefix.count), as: UTF8.self)
    }

    /// Last name first, to be taken from the end.
    private static func names(of path: String) -> [String] {
        path.split(separator: "/").reversed().map(String.init)
    }
}

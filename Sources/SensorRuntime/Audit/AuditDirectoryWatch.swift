// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Tells when something was written or moved in the audit log's directory, through inotify(7).
///
/// Only a hint that comes sooner than the next look: where inotify is not available, or the directory does not exist
/// yet, the looks alone do.
final class AuditDirectoryWatch {
    private static let changes = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE)
    /// Bytes of one read.
    private static let readLimit = 64 * 1024

    private let directory: String
    private let inotify: FileDescriptor?
    private var watch: Int32?

    init(ofFile path: String) {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        directory = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
        let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        inotify = number < 0 ? nil : FileDescriptor(owning: number)
    }

    /// To be polled for reading; nil while there is none.
    var descriptor: Int32? { inotify?.number }

    /// Watches the directory that the path names now, which may be another one than a moment ago.
    func renew() {
        guard let inotify else { return }
        let fresh = inotify.withNumber { inotify_add_watch($0, directory, Self.changes | UInt32(IN_ONLYDIR)) }
        if let watch, watch != fresh { _ = inotify.withNumber { inotify_rm_watch($0, watch) } }
        watch = fresh < 0 ? nil : fresh
    }

    /// Forgets the events that wait; what they were does not matter.
    func drain() {
        _ = try? inotify?.readOnce(limit: Self.readLimit)
    }
}

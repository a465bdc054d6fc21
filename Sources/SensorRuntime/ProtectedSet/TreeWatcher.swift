// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// Tells when the protected set may have changed, through inotify(7) on the watched directories and, for one that does
/// not exist yet, on its nearest existing parent.
///
/// It has no thread: poll `descriptor` for reading and call `drain()`. Where inotify is out of watches or instances,
/// `degradation` says so and the owner rescans every `rescanSeconds` instead. Mounts over a directory are not noticed.
package final class TreeWatcher {
    /// How often to rescan while `degradation` is set.
    package static let rescanSeconds = 1

    /// Bytes of one read; an event is at most 16 and a name of 256.
    private static let readLimit = 64 * 1024
    private static let readsPerDrain = 16
    private static let changes = UInt32(
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_CLOSE_WRITE
            | IN_ATTRIB)

    private enum Interest {
        /// Any change in a watched directory.
        case everything
        /// Only the appearance of these names, in a directory that stands in for a missing one below it.
        case names(Set<String>)
    }

    private let root: HostRoot
    private let inotify: FileDescriptor?
    private var interests: [Int32: Interest] = [:]
    /// Why changes are not noticed at once, as a sentence with the remedy; nil while they are.
    package private(set) var degradation: String?
    /// Times the kernel's queue ran over. Nothing is lost by it: each leads to a rescan.
    package private(set) var overflows = 0

    package init(root: HostRoot) {
        self.root = root
        do throws(SystemError) {
            inotify = FileDescriptor(
                owning: try systemCall("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) })
        } catch {
            inotify = nil
            degradation = Self.degraded(error, setting: "fs.inotify.max_user_instances")
        }
    }

    /// To be polled for reading; nil while there is none.
    package var descriptor: Int32? { inotify?.number }

    /// Watches these host directories instead of the ones before. Call it after every rescan.
    package func rewatch(_ directories: [String]) {
        guard let inotify else { return }
        let before = interests
        interests = [:]
        degradation = nil
        for directory in directories.sorted() where !watch(directory, with: inotify) { break }
        for watch in before.keys where interests[watch] == nil { _ = inotify_rm_watch(inotify.number, watch) }
    }

    /// Takes every event that waits. True: rescan, then `rewatch`.
    package func drain() -> Bool {
        guard let inotify else { return false }
        var needsRescan = false
        // Bounded, so that whoever keeps making events cannot keep the loop here; the descriptor stays readable.
        for _ in 0..<Self.readsPerDrain {
            guard let bytes = try? inotify.readOnce(limit: Self.readLimit), !bytes.isEmpty else { break }
            for event in InotifyEvents(bytes) where matters(event) { needsRescan = true }
        }
        return needsRescan
    }

    private func matters(_ event: InotifyEvents.Event) -> Bool {
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
            overflows += 1
            return true
        }
        switch interests[event.watch] {
        case nil: return false
        case .everything: return true
        case .names(let names):
            // The stand-in itself went away, or is no longer watched.
            let itself = UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)
            return event.mask & itself != 0 || names.contains(event.name)
        }
    }

    /// False when watches have run out.
    private func watch(_ directory: String, with inotify: FileDescriptor) -> Bool {
        var names = directory.split(separator: "/").map(String.init)
        var missing: String?
        // Each turn goes one level up, or starts over because the missing name has appeared meanwhile.
        var turns = 2 * names.count + 16
        while turns > 0 {
            turns -= 1
            let path = "/" + names.joined(separator: "/")
            if let found = try? root.locate(path), (try? found.status().kind) == .directory {
                guard add(found, path, missing.map { .names([$0]) } ?? .everything, to: inotify) else { return false }
                guard let appeared = missing, (try? root.locate(path + "/" + appeared)) != nil,
                    turns > 0
                else { return true }
                names = directory.split(separator: "/").map(String.init)
                missing = nil
            } else {
                guard let last = names.popLast() else { return true }
                missing = last
            }
        }
        return true
    }

    private func add(_ file: FileDescriptor, _ path: String, _ interest: Interest, to inotify: FileDescriptor) -> Bool {
        do throws(SystemError) {
            // Through the descriptor, so that a link on the way leads where the scan went.
            let watch = try systemCall("inotify_add_watch", path) {
                inotify_add_watch(inotify.number, "/proc/self/fd/\(file.number)", Self.changes | UInt32(IN_ONLYDIR))
            }
            switch (interests[watch], interest) {
            case (.everything, _): break
            case (.names(let some), .names(let more)): interests[watch] = .names(some.union(more))
            default: interests[watch] = interest
            }
            return true
        } catch {
            degradation = Self.degraded(error, setting: "fs.inotify.max_user_watches")
            return false
        }
    }

    private static func degraded(_ error: SystemError, setting: String) -> String {
        "changes are found by a rescan every \(rescanSeconds) s, because inotify is not available (\(error)). "
            + "Raise \(setting)."
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc
package import SensorEvents

/// The host's mount table, read again when it has changed.
package final class HostMounts {
    /// Bytes of `mountinfo` taken; a line has about 100.
    package static let limitBytes = 16 << 20
    /// Between two readings, so that whoever mounts in a loop does not keep the sensor busy. Nanoseconds.
    static let pauseNanoseconds: UInt64 = 1_000_000_000

    private let content: () -> [UInt8]?
    private let hasChanged: () -> Bool
    private let now: () -> UInt64
    private var table = MountTable()
    private var readAt: UInt64?
    private var isStale = true

    /// - Parameter procfs: must show the initial PID namespace, where process 1 lives among the host's mounts. Where
    ///   its table may not be read, this process's own is taken.
    package convenience init(procfs: String) {
        guard let file = Self.open(procfs: procfs) else {
            self.init(content: { nil }, hasChanged: { false }, now: EventLoop.now)
            return
        }
        self.init(content: { Self.content(of: file) }, hasChanged: { Self.hasChanged(file) }, now: EventLoop.now)
    }

    /// - Parameters:
    ///   - content: the table's text now; nil if it cannot be read.
    ///   - hasChanged: since it was last asked.
    ///   - now: monotonic nanoseconds.
    init(content: @escaping () -> [UInt8]?, hasChanged: @escaping () -> Bool, now: @escaping () -> UInt64) {
        self.content = content
        self.hasChanged = hasChanged
        self.now = now
    }

    /// As `MountTable.hostPath`, by the mounts there are now, or were a second ago.
    package func hostPath(of path: KernelPath, on device: UInt32) -> [UInt8]? {
        if hasChanged() { isStale = true }
        if isStale { read() }
        return table.hostPath(of: path, on: device)
    }

    private func read() {
        let now = now()
        if let readAt, now < readAt + Self.pauseNanoseconds { return }
        readAt = now
        // What could not be read stays stale, to be tried again.
        guard let text = content() else { return }
        isStale = false
        table = MountTable(parsing: text)
    }

    /// The table itself, as the convenience initialiser takes it; nil if neither may be read.
    static func open(procfs: String) -> FileDescriptor? {
        (try? FileDescriptor.open(procfs + "/1/mountinfo", flags: O_RDONLY))
            ?? (try? FileDescriptor.open(procfs + "/self/mountinfo", flags: O_RDONLY))
    }

    private static func content(of file: FileDescriptor) -> [UInt8]? {
        guard file.withNumber({ lseek($0, 0, SEEK_SET) }) == 0 else { return nil }
        var text: [UInt8] = []
        while text.count < limitBytes {
            guard let piece = try? file.readOnce(limit: 64 * 1024) else { return nil }
            if piece.isEmpty { break }
            text += piece
        }
        return text
    }

    /// The kernel marks the file with POLLPRI once for each change (mounts_poll of fs/proc_namespace.c).
    private static func hasChanged(_ file: FileDescriptor) -> Bool {
        file.withNumber {
            var request = pollfd(fd: $0, events: Int16(POLLPRI), revents: 0)
            return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLPRI) != 0
        }
    }
}

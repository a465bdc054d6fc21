// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The directory that belongs to one running sensor. Holding it is holding its lock.
package final class StateDirectory {
    package let path: String
    private let lock: Int32

    /// Makes the directory (0700) if it is missing, and takes its lock for this process's life.
    ///
    /// - Throws: StateError with a sentence; a second sensor on the same directory is told who holds it.
    package init(path: String) throws {
        self.path = path
        try Self.makeDirectory(path)
        lock = Glibc.open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else {
            throw StateError("\(path)/lock cannot be opened: \(SystemError(call: "open", number: errno).reason).")
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            // A throw from here on runs deinit, which closes the lock.
            throw Self.taken(path)
        }
        ftruncate(lock, 0)
        let pid = "\(getpid())\n"
        _ = pid.withCString { pwrite(lock, $0, strlen($0), 0) }
    }

    deinit {
        // A process that is being started may hold a copy of the descriptor for a moment.
        flock(lock, LOCK_UN)
        close(lock)
    }

    /// Makes the directory, and those above it, where they are missing (0700).
    static func makeDirectory(_ path: String) throws {
        var made = ""
        for component in path.split(separator: "/") {
            made += "/\(component)"
            let target = path.hasPrefix("/") ? made : String(made.dropFirst())
            guard mkdir(target, 0o700) != 0, errno != EEXIST else { continue }
            throw StateError(
                "The state directory \(path) cannot be made: \(SystemError(call: "mkdir", number: errno).reason). "
                    + "Give a writable one with --state-dir.")
        }
    }

    /// Another process holds something in the directory.
    static func taken(_ path: String) -> StateError {
        let lock = Glibc.open("\(path)/lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        defer { if lock >= 0 { close(lock) } }
        let pid = lock >= 0 ? content(of: lock) : ""
        return StateError(
            "Another keyward\(pid.isEmpty ? "" : " (pid \(pid))") already runs on \(path). Stop it first, or give this one "
                + "its own --state-dir.")
    }

    private static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

/// The files beside an audit log that were the log before: `audit-2026-11-20T23-51-46.033.log` of an API server,
/// `audit.log.1` and `audit.log-20261120` of logrotate, each also with `.gz`.
struct AuditBackups {
    struct Backup: Equatable {
        var path: String
        /// When it was moved away, as its name says (API server), else when it was last written. Nanoseconds.
        var moved: UInt64
        /// When it was last written, or packed. Nanoseconds.
        var written: UInt64
        var device: UInt64
        var inode: UInt64
        var isPacked: Bool

        var name: Substring { path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...] }

        /// Whether something says that it is not older than `time`: its name, or its last write.
        func isNewer(than time: UInt64) -> Bool { max(moved, written) >= time }
    }

    /// More names than that beside one log are a mistake. Names.
    private static let maximumNames = 10_000

    private static let attempts = 100

    private let directory: String
    private let stem: Substring
    private let suffix: Substring
    private let name: Substring

    init(of path: String) {
        let slash = path.lastIndex(of: "/")
        directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        stem = name[..<dot]
        suffix = name[dot...]
    }

    /// Oldest first. Empty if the directory cannot be read.
    ///
    /// A directory that changes while it is read may show neither the plain nor the packed form of a backup, so it is read
    /// until it shows the same twice.
    func list() -> [Backup] {
        var last = listNow()
        for _ in 0..<Self.attempts {
            let next = listNow()
            if next == last { break }
            last = next
        }
        return last
    }

    private func listNow() -> [Backup] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var found: [Backup] = []
        for _ in 0..<Self.maximumNames {
            guard let entry = readdir(stream) else { break }
            let entryName = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let backup = backup(entryName) { found.append(backup) }
        }
        // While a logger packs a backup, both are there; the plain one is whole.
        let plain = Set(found.lazy.filter { !$0.isPacked }.map(\.path))
        found.removeAll { $0.isPacked && plain.contains(String($0.path.dropLast(3))) }
        return found.sorted { ($0.moved, $0.path) < ($1.moved, $1.path) }
    }

    private func backup(_ entry: String) -> Backup? {
        let isPacked = entry.hasSuffix(".gz")
        let plain = isPacked ? entry.dropLast(3) : entry[...]
        let isRotated = plain.hasPrefix(stem + "-") && plain.hasSuffix(suffix) && plain != name
        guard isRotated || plain.hasPrefix(name + ".") || plain.hasPrefix(name + "-") || isPacked && plain == name
        else {
            return nil
        }
        var facts = stat()
        let path = "\(directory)/\(entry)"
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        let written = UInt64(max(0, facts.st_mtim.tv_sec)) * 1_000_000_000 + UInt64(max(0, facts.st_mtim.tv_nsec))
        let stamp = isRotated ? Self.time(plain.dropFirst(stem.count + 1).dropLast(suffix.count)) : nil
        return Backup(
            path: path, moved: stamp ?? written, written: written, device: UInt64(facts.st_dev),
            inode: UInt64(facts.st_ino),
            isPacked: isPacked)
    }

    /// `2006-01-02T15-04-05.000`, UTC (gopkg.in/natefinch/lumberjack.v2, `backupTimeFormat`).
    private static func time(_ stamp: Substring) -> UInt64? {
        let halves = stamp.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let text = "\(halves[0])T\(String(halves[1].map { $0 == "-" ? ":" : $0 }))Z"
        return WallTime(rfc3339: text)?.nanoseconds
    }
}

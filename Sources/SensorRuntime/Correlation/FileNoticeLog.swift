// SPDX-License-Identifier: Apache-2.0

package import Detection
import FoundationEssentials
import Glibc
import SensorEvents

/// Notices in the state directory: JSON lines, each with its CRC-32, in two files of which one is the older generation.
///
/// A notice is one write(2) at the end of the newer file. When that has grown, all that still matters is written to a new
/// file, which takes the place of the older one only once it is on the disk: whatever a crash leaves, one of the two is whole.
package final class FileNoticeLog: NoticeLog {
    /// Bytes after which a file is written anew.
    private static let compactionBytes: UInt64 = 16 * 1024 * 1024
    /// Bytes of a file that are read: more than the bounds of the ledger come to.
    private static let maximumFile: UInt64 = 512 * 1024 * 1024
    /// Of the longest notice.
    private static let maximumLine = 256 * 1024
    private static let names = ["ledger.0", "ledger.1"]

    private let directory: String
    private var file: FileDescriptor
    private var current: Int
    private var size: UInt64
    private var sizeAfterCompaction: UInt64 = 0
    /// Lines that could not be read.
    package private(set) var damaged = 0

    package var path: String { "\(directory)/\(Self.names[current])" }

    /// - Throws: StateError with a sentence.
    package init(directory: String) throws {
        self.directory = directory
        try StateDirectory.makeDirectory(directory)
        do throws(SystemError) {
            let first = try Self.generation(of: "\(directory)/\(Self.names[0])")
            let second = try Self.generation(of: "\(directory)/\(Self.names[1])")
            current = second > first ? 1 : 0
            file = try Self.open("\(directory)/\(Self.names[current])", O_APPEND)
            size = try Self.size(of: file)
            if size == 0 {
                size = try Self.append("\(Self.heading)1\n", to: file)
            } else if try !Self.endsWithLineFeed(file, size) {
                // A line that a crash cut; what comes next begins its own.
                size += try Self.append("\n", to: file)
            }
        } catch {
            throw StateError(
                "The ledger in \(directory) cannot be opened: \(error.reason). Give a directory of its own with "
                    + "--state-dir.")
        }
        guard file.withNumber({ flock($0, LOCK_EX | LOCK_NB) }) == 0 else {
            throw StateDirectory.taken(directory)
        }
    }

    package func append(_ notice: Notice) throws {
        let payload = try JSONLine.encode(notice)
        guard payload.count <= Self.maximumLine else {
            throw StateError("a notice of \(payload.count) bytes is too long for the ledger")
        }
        size += try Self.append(Self.line(payload), to: file)
    }

    package func sync() throws {
        try systemCall("fdatasync", path) { file.withNumber { fdatasync($0) } }
    }

    package func load(_ take: (Notice) -> Void) throws {
        damaged = 0
        for index in [1 - current, current] {
            let file = try Self.open("\(directory)/\(Self.names[index])", 0)
            let bytes = try file.read(limit: Int(min(Self.maximumFile, try Self.size(of: file))))
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: true)
            for (number, line) in lines.enumerated() {
                if number == 0, line.starts(with: Self.heading.utf8) { continue }
                guard let notice = Self.notice(line) else {
                    damaged += 1
                    continue
                }
                take(notice)
            }
        }
    }

    var wantsCompaction: Bool { size > max(Self.compactionBytes, sizeAfterCompaction * 2) }

    /// Begins a new file with these notices, and lets go of the older one.
    func compact(_ notices: [Notice]) throws {
        let generation = try Self.generation(of: path) + 1
        let next = 1 - current
        let target = "\(directory)/\(Self.names[next])"
        let temporary = target + ".new"
        unlink(temporary)
        let new = try Self.open(temporary, O_APPEND)
        var written = try Self.append("\(Self.heading)\(generation)\n", to: new)
        var block: [UInt8] = []
        for notice in notices {
            block += Array(Self.line(try JSONLine.encode(notice)).utf8)
            if block.count > 1 << 20 {
                written += try Self.append(String(decoding: block, as: UTF8.self), to: new)
                block = []
            }
        }
        written += try Self.append(String(decoding: block, as: UTF8.self), to: new)
        try systemCall("fsync", temporary) { new.withNumber { fsync($0) } }
        try systemCall("rename", temporary) { rename(temporary, target) }
        let folder = try FileDescriptor.open(directory, flags: O_RDONLY | O_DIRECTORY)
        try systemCall("fsync", directory) { folder.withNumber { fsync($0) } }
        _ = new.withNumber { flock($0, LOCK_EX | LOCK_NB) }
        file = new
        current = next
        size = written
        sizeAfterCompaction = written
    }

    private static let heading = "keyward.ledger/1 "

    private static func checksum(_ payload: [UInt8]) -> String {
        var crc = CRC32()
        crc.add(payload)
        return crc.text
    }

    private static func line(_ payload: [UInt8]) -> String {
        checksum(payload) + " " + String(decoding: payload, as: UTF8.self) + "\n"
    }

    private static func notice(_ line: ArraySlice<UInt8>) -> Notice? {
        guard line.count > 9, line.count <= maximumLine + 9, line[line.startIndex + 8] == 0x20 else { return nil }
        let payload = Array(line.dropFirst(9))
        guard Array(checksum(payload).utf8) == Array(line.prefix(8)) else { return nil }
        return try? JSONDecoder().decode(Notice.self, from: Data(payload))
    }

    private static func generation(of path: String) throws(SystemError) -> UInt64 {
        let head = try open(path, 0).read(limit: 64)
        guard head.starts(with: heading.utf8) else { return 0 }
        let digits = head.dropFirst(heading.utf8.count).prefix { $0 != 0x0A }
        return UInt64(String(decoding: digits, as: UTF8.self)) ?? 0
    }

    private static func open(_ path: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
        let all = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags
        return FileDescriptor(owning: try systemCall("open", path) { Glibc.open(path, all, 0o600) })
    }

    private static func endsWithLineFeed(_ file: FileDescriptor, _ size: UInt64) throws(SystemError) -> Bool {
        var last: UInt8 = 0
        try systemCall("pread") { file.withNumber { pread($0, &last, 1, off_t(size) - 1) } }
        return last == 0x0A
    }

    private static func size(of file: FileDescriptor) throws(SystemError) -> UInt64 {
        var status = stat()
        try systemCall("fstat") { file.withNumber { fstat($0, &status) } }
        return UInt64(max(0, status.st_size))
    }

    private static func append(_ text: String, to file: FileDescriptor) throws(SystemError) -> UInt64 {
        var text = text
        var failure: SystemError?
        let count = text.withUTF8 { bytes -> Int in
            var done = 0
            while done < bytes.count, failure == nil {
                do throws(SystemError) {
                    done += try systemCall("write") {
                        file.withNumber { write($0, bytes.baseAddress.map { $0 + done }, bytes.count - done) }
                    }
                } catch {
                    failure = error
                }
            }
            return done
        }
        if let failure { throw failure }
        return UInt64(count)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

@testable import SensorRuntime

/// An audit log in a directory of one test's own, written and rotated as an API server does.
final class AuditFolder {
    private let directory: SystemTemporaryDirectory
    private(set) var said: [String] = []

    var path: String { directory.path + "/audit.log" }
    lazy var tail = AuditTail(path: path) { [unowned self] in said.append($0) }

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    /// Appends to the log, or to another file beside it, and makes it if it is missing.
    func write(_ text: String, to name: String = "audit.log") throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String = "audit.log") throws {
        let path = directory.path + "/" + name
        let file = FileDescriptor(
            owning: try systemCall("open") { open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) })
        try DescriptorWriter(descriptor: file.number).write(bytes)
    }

    /// Another reader of the log, which goes on from the checkpoint that the last one left.
    func restart() throws {
        // The old one lets go of the checkpoint first.
        tail = AuditTail(path: path) { _ in }
        tail = AuditTail(path: path, checkpoint: try CheckpointFile(of: path, in: directory.path)) { [unowned self] in
            said.append($0)
        }
        try tail.start()
    }

    /// Packs a file as a logger does: another inode, and the old one gone.
    func pack(_ name: String) throws {
        let gzip = try Process.run(URL(filePath: "/bin/gzip"), arguments: ["-n", directory.path + "/" + name])
        gzip.waitUntilExit()
        if gzip.terminationStatus != 0 { throw SystemError(call: "gzip", number: gzip.terminationStatus) }
    }

    /// Makes a file look as if it had been written long ago.
    func age(_ name: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 978_307_200)], ofItemAtPath: directory.path + "/" + name)
    }

    func copy(to name: String) throws {
        try write(Array(try Data(contentsOf: URL(filePath: path))), to: name)
    }

    /// A hole up to `size`, as a writer leaves that goes on where it was in a file that was cut.
    func extend(to size: Int) throws { try systemCall("truncate") { Glibc.truncate(path, off_t(size)) } }

    func move(to name: String) throws { try directory.move("/audit.log", "/" + name) }
    func remove(_ name: String = "audit.log") throws { try directory.delete("/" + name) }
    func truncate() throws { try systemCall("truncate") { Glibc.truncate(path, 0) } }

    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: directory.path + "/" + name)))
    }

    func names() throws -> [String] { try directory.names() }
    func overwrite(_ name: String, at offset: Int, with bytes: [UInt8]) throws {
        try directory.overwrite("/" + name, at: offset, with: bytes)
    }

    func makePipe() throws { try systemCall("mkfifo") { mkfifo(path, 0o600) } }

    /// The texts of the lines of one turn.
    func turn() -> [String] {
        var lines: [String] = []
        _ = tail.turn { lines.append($0.isOverlong ? "overlong" : String(decoding: $0.bytes, as: UTF8.self)) }
        return lines
    }
}

// SPDX-License-Identifier: Apache-2.0

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

    func move(to name: String) throws { try directory.move("/audit.log", "/" + name) }
    func remove() throws { try directory.delete("/audit.log") }
    func truncate() throws { try systemCall("truncate") { Glibc.truncate(path, 0) } }

    func makePipe() throws { try systemCall("mkfifo") { mkfifo(path, 0o600) } }

    /// The texts of the lines of one turn.
    func turn() -> [String] {
        var lines: [String] = []
        _ = tail.turn { lines.append($0.isOverlong ? "overlong" : String(decoding: $0.bytes, as: UTF8.self)) }
        return lines
    }
}

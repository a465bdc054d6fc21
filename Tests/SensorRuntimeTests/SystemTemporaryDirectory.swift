// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc

@testable import SensorRuntime

/// A directory of one test's own, removed with it; its paths are given as host paths below it.
final class SystemTemporaryDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/keyward-test-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        if made == nil { throw SystemError(call: "mkdtemp", number: errno) }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func root() throws -> HostRoot { try HostRoot(path) }

    /// Makes a directory and its parents.
    func directory(_ hostPath: String) throws {
        var below = path
        for name in hostPath.split(separator: "/") {
            below += "/" + name
            let made = mkdir(below, 0o755)
            if made != 0, errno != EEXIST { throw SystemError(call: "mkdir", path: below, number: errno) }
        }
    }

    /// Writes a file, making its parents.
    func file(_ hostPath: String, _ content: String = "x") throws {
        try directory(hostPath.split(separator: "/").dropLast().joined(separator: "/"))
        let file = FileDescriptor(
            owning: try systemCall("open") { open(path + hostPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600) })
        var bytes = Array(content.utf8)
        try systemCall("write") { write(file.number, &bytes, bytes.count) }
    }

    /// Makes an empty file whose name need not be UTF-8, in a directory that exists.
    func file(bytes hostPath: [UInt8]) throws {
        let path = (Array(self.path.utf8) + hostPath + [0]).map { CChar(bitPattern: $0) }
        _ = FileDescriptor(owning: try systemCall("open") { open(path, O_WRONLY | O_CREAT, 0o600) })
    }

    func link(_ hostPath: String, to target: String) throws {
        try systemCall("symlink") { symlink(target, path + hostPath) }
    }

    func hardLink(_ hostPath: String, to target: String) throws {
        try systemCall("link") { Glibc.link(path + target, path + hostPath) }
    }

    func move(_ from: String, _ to: String) throws {
        try systemCall("rename") { rename(path + from, path + to) }
    }

    func delete(_ hostPath: String) throws {
        try systemCall("unlink") { unlink(path + hostPath) }
    }

    /// The names in it.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Changes bytes of a file in place.
    func overwrite(_ hostPath: String, at offset: Int, with bytes: [UInt8]) throws {
        let file = FileDescriptor(owning: try systemCall("open") { open(path + hostPath, O_WRONLY) })
        try systemCall("pwrite") { pwrite(file.number, bytes, bytes.count, off_t(offset)) }
    }
}

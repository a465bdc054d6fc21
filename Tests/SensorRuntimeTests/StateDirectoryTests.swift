// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite struct StateDirectoryTests {
    private let directory: SystemTemporaryDirectory
    private var path: String { directory.path + "/a/state" }

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    private func refusal(_ path: String) -> String? {
        do {
            _ = try StateDirectory(path: path)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `the directory is made, for its owner alone`() throws {
        let state = try StateDirectory(path: path)
        var facts = stat()
        #expect(stat(state.path, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o700)
        #expect(stat(state.path + "/lock", &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o600)
    }

    @Test func `a second sensor is refused and told who is there`() throws {
        let state = try StateDirectory(path: path)
        let sentence =
            "Another keyward (pid \(getpid())) already runs on \(path). Stop it first, or give this one its own "
            + "--state-dir."
        // The refusal must not let go of the first one's lock.
        for _ in 0..<2 { #expect(refusal(path) == sentence) }
        withExtendedLifetime(state) {}
    }

    @Test func `the lock goes with its holder`() throws {
        for _ in 0..<2 { _ = try StateDirectory(path: path) }
        #expect(refusal(path) == nil)
    }

    @Test func `a shorter number replaces a longer one of an earlier holder`() throws {
        try directory.file("/a/state/lock", "99999999999\n")
        let state = try StateDirectory(path: path)
        #expect(refusal(path)?.contains("(pid \(getpid()))") == true)
        withExtendedLifetime(state) {}
    }

    @Test func `a lock that is a symbolic link is refused`() throws {
        try directory.directory("/a/state")
        try directory.file("/victim")
        try directory.link("/a/state/lock", to: directory.path + "/victim")
        #expect(refusal(path)?.hasPrefix("\(path)/lock cannot be opened: ") == true)
    }

    @Test func `a path through a file is refused with what to do`() throws {
        try directory.file("/file")
        let refused = refusal(directory.path + "/file/state")
        #expect(
            refused == "The state directory \(directory.path)/file/state cannot be made: Not a directory. Give a "
                + "writable one with --state-dir.")
    }
}

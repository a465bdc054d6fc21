// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite struct SystemHostRootTests {
    let directory: SystemTemporaryDirectory
    let root: HostRoot

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.file("/etc/real/key")
        try directory.file("/key")
        try directory.link("/etc/relative", to: "real/key")
        try directory.link("/etc/absolute", to: "/etc/real/key")
        try directory.link("/etc/folder", to: "real")
        try directory.link("/etc/outside", to: "../../../../../../key")
        try directory.link("/etc/loop", to: "loop")
        try directory.link("/etc/dangling", to: "/nowhere")
        root = try directory.root()
    }

    static let ways = [
        ("/etc/real/key", "/etc/real/key"), ("/etc/relative", "/etc/real/key"), ("/etc/absolute", "/etc/real/key"),
        ("/etc/folder/key", "/etc/real/key"), ("/etc/folder/../real/./key", "/etc/real/key"),
        ("/etc/outside", "/key"), ("/../../key", "/key"), ("/", "/"),
    ]

    @Test("a path leads where it would if the directory were the root", arguments: ways)
    func located(path: String, leadsTo: String) throws {
        #expect(try root.hostPath(of: root.locate(path)) == leadsTo)
        #expect(try root.hostPath(of: root.walk(path, followingLast: true)) == leadsTo)
    }

    @Test("a link at the end is not followed when that is asked for")
    func unfollowed() throws {
        #expect(try root.locate("/etc/relative", followingLast: false).status().kind == .symbolicLink)
        #expect(try root.walk("/etc/relative", followingLast: false).status().kind == .symbolicLink)
    }

    @Test("what leads nowhere or in circles fails alike", arguments: [("/etc/loop", ELOOP), ("/etc/dangling", ENOENT)])
    func failing(path: String, number: Int32) throws {
        let one = #expect(throws: SystemError.self) { try root.locate(path) }
        let other = #expect(throws: SystemError.self) { try root.walk(path, followingLast: true) }
        #expect(one?.number == number)
        #expect(other?.number == number)
    }

    @Test("a file outside the root has no host path")
    func outside() throws {
        let sibling = try SystemTemporaryDirectory()
        try sibling.file("/a")
        #expect(try root.hostPath(of: FileDescriptor.locate(sibling.path + "/a")) == nil)
    }
}

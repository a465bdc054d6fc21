// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite struct ProtectedSetTreeWatcherTests {
    let directory: SystemTemporaryDirectory
    let watcher: TreeWatcher

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.file("/etc/kubernetes/pki/ca.key")
        watcher = TreeWatcher(root: try directory.root())
    }

    @Test("nothing has changed until something does")
    func quiet() {
        watcher.rewatch(["/etc/kubernetes/pki"])
        #expect(watcher.descriptor != nil)
        #expect(watcher.degradation == nil)
        #expect(!watcher.drain())
    }

    @Test("a file that appears, moves, goes or is written asks for one rescan")
    func changes() throws {
        watcher.rewatch(["/etc/kubernetes/pki"])
        let changes: [() throws -> Void] = [
            { try directory.file("/etc/kubernetes/pki/new.key") },
            { try directory.move("/etc/kubernetes/pki/new.key", "/etc/kubernetes/pki/other.key") },
            { try directory.move("/etc/kubernetes/pki/other.key", "/etc/out.key") },
            { try directory.file("/etc/kubernetes/pki/ca.key", "changed") },
            { try directory.delete("/etc/kubernetes/pki/ca.key") },
        ]
        for change in changes {
            try change()
            #expect(watcher.drain())
            #expect(!watcher.drain())
        }
    }

    @Test("reading a key asks for nothing")
    func reading() throws {
        watcher.rewatch(["/etc/kubernetes/pki"])
        _ = try FileDescriptor.open(directory.path + "/etc/kubernetes/pki/ca.key", flags: O_RDONLY).read(limit: 1)
        #expect(!watcher.drain())
    }

    @Test("a tree that does not exist yet is noticed when each of its parents appears")
    func missing() throws {
        let tree = "/var/lib/rancher/k3s"
        try directory.directory("/var")
        watcher.rewatch([tree])
        try directory.directory("/var/cache")
        #expect(!watcher.drain())
        for part in ["/var/lib", "/var/lib/rancher", "/var/lib/rancher/k3s"] {
            try directory.directory(part)
            #expect(watcher.drain())
            watcher.rewatch([tree])
        }
        try directory.file("/var/lib/rancher/k3s/token")
        #expect(watcher.drain())
    }

    @Test("a directory that stands in for a missing one reports that name alone, a watched one everything")
    func overlap() throws {
        watcher.rewatch(["/etc/rancher", "/etc/kubernetes"])
        try directory.file("/etc/passwd")
        #expect(!watcher.drain())
        watcher.rewatch(["/etc/rancher", "/etc"])
        try directory.file("/etc/passwd")
        #expect(watcher.drain())
    }

    @Test("a directory that is no longer asked for reports nothing")
    func unwatched() throws {
        watcher.rewatch(["/etc/kubernetes/pki"])
        watcher.rewatch(["/etc/kubernetes"])
        try directory.file("/etc/kubernetes/pki/new.key")
        #expect(!watcher.drain())
    }

    @Test("a watched directory behind a link is watched where the link leads within the root")
    func link() throws {
        try directory.directory("/srv/pki")
        try directory.link("/etc/linked", to: "/srv/pki")
        watcher.rewatch(["/etc/linked"])
        try directory.file("/srv/pki/ca.key")
        #expect(watcher.drain())
    }

    @Test("events are cut out of the bytes, and a damaged tail ends them")
    func events() {
        var bytes: [UInt8] = []
        func append(_ values: [UInt32], _ name: [UInt8]) {
            for value in values { withUnsafeBytes(of: value) { bytes += $0 } }
            bytes += name
        }
        append([1, 0x100, 0, 8], Array("ca.key\0\0".utf8))
        append([2, 0x4000, 0, 0], [])
        let whole = bytes
        append([3, 0x100, 0, .max], [0])
        let expected = [
            InotifyEvents.Event(watch: 1, mask: 0x100, name: "ca.key"),
            InotifyEvents.Event(watch: 2, mask: 0x4000, name: ""),
        ]
        #expect(Array(InotifyEvents(bytes)) == expected)
        for length in 0..<whole.count {
            #expect(Array(InotifyEvents(Array(whole[..<length]))).count == (length < 24 ? 0 : 1))
        }
    }
}

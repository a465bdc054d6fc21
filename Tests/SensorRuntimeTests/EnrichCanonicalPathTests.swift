// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct EnrichCanonicalPathTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// Ending in a slash: a directory.
        var entry: String
        var kind: KernelMatch.EntryKind
        var level = 0
        /// False: the kernel met the inode below the entry, or it was there before the last scan.
        var isEntry = true
        /// Of the entry that matched; that of the scan has 2, and what the kernel learns below it less.
        var depth: UInt8 = 2
        var inFileSystem: String
        var cut = false
        var want: String?
        var isCertain = true
        var testDescription: String { name }
    }

    static let pki = "/etc/kubernetes/pki/"

    static let cases = [
        Case(
            name: "a file is called what it was protected as, wherever it is now", entry: pki + "ca.key", kind: .file,
            inFileSystem: "/tmp/x", want: pki + "ca.key"),
        Case(
            name: "a learned file that was a protected one goes by that one's path", entry: pki + "ca.key",
            kind: .learned, inFileSystem: "/tmp/x", want: pki + "ca.key"),
        Case(
            name: "a directory itself", entry: pki, kind: .directory, inFileSystem: "/etc/kubernetes/pki",
            want: "/etc/kubernetes/pki"),
        Case(
            name: "a file in a directory", entry: pki, kind: .directory, level: 1,
            inFileSystem: "/etc/kubernetes/pki/new.key", want: pki + "new.key"),
        Case(
            name: "a file two levels below a directory on its own mount", entry: pki, kind: .directory, level: 2,
            inFileSystem: "/etcd/new.key", want: pki + "etcd/new.key"),
        Case(
            name: "a file below a directory, its path cut above it", entry: pki, kind: .directory, level: 1,
            inFileSystem: "/deep/new.key", cut: true, want: pki + "new.key"),
        Case(
            name: "fewer names than levels are not certain", entry: pki, kind: .directory, level: 2,
            inFileSystem: "/new.key", want: pki + "new.key", isCertain: false),
        Case(
            name: "a learned file in its directory", entry: pki, kind: .learned,
            inFileSystem: "/etc/kubernetes/pki/new.key", want: pki + "new.key"),
        Case(
            name: "a learned file below its directory", entry: pki, kind: .learned,
            inFileSystem: "/etc/kubernetes/pki/etcd/new.key", want: pki + "etcd/new.key"),
        Case(
            name: "a learned file where /etc is a mount", entry: pki, kind: .learned,
            inFileSystem: "/kubernetes/pki/etcd/new.key", want: pki + "etcd/new.key"),
        Case(
            name: "a learned file in a subvolume", entry: pki, kind: .learned,
            inFileSystem: "/@root/etc/kubernetes/pki/etcd/new.key", want: pki + "etcd/new.key"),
        Case(
            name: "a learned file that has left keeps only its name, on trust", entry: pki, kind: .learned,
            inFileSystem: "/tmp/new.key", want: pki + "new.key", isCertain: false),
        Case(
            name: "a file in a directory that came to its place since the last scan", entry: pki, kind: .directory,
            level: 1, isEntry: false, inFileSystem: "/moved/here/new.key", want: pki + "new.key"),
        Case(
            name: "a directory above protected ones", entry: "/etc/", kind: .expecting, inFileSystem: "/etc",
            want: "/etc"),
        Case(
            name: "a learned directory itself", entry: pki, kind: .directory, isEntry: false, depth: 1,
            inFileSystem: "/etc/kubernetes/pki/etcd", want: pki + "etcd"),
        Case(
            name: "a file in a learned directory", entry: pki, kind: .directory, level: 1, isEntry: false, depth: 1,
            inFileSystem: "/etc/kubernetes/pki/etcd/new.key", want: pki + "etcd/new.key"),
        Case(
            name: "a file in a learned directory that has left", entry: pki, kind: .directory, level: 1, isEntry: false,
            depth: 1, inFileSystem: "/tmp/pki/new.key", want: pki + "pki/new.key", isCertain: false),
        Case(
            name: "a file found above itself makes no sense", entry: pki + "ca.key", kind: .file, level: 1,
            inFileSystem: "/a", want: nil),
    ]

    @Test("a path comes from the entry and the names below it", arguments: cases)
    func path(_ expected: Case) throws {
        var paths = ProtectedPaths()
        let id = InodeID(device: 1, inode: 2, generation: 3)
        let other = InodeID(device: 1, inode: 4, generation: 3)
        let isDirectory = expected.entry.hasSuffix("/")
        let number = try #require(
            paths.assign(
                ProtectedSet(entries: [
                    ProtectedEntry(
                        path: isDirectory ? String(expected.entry.dropLast()) : expected.entry, id: id,
                        kind: isDirectory ? .directory : .file, depth: isDirectory ? 2 : 0, isSecret: true)
                ]))[id])
        let names = expected.inFileSystem.split(separator: "/").map { Array($0.utf8) }
        let found = CanonicalPath(
            of: KernelMatch(
                key: expected.isEntry ? id : other, entryID: number, kind: expected.kind, depth: expected.depth,
                level: expected.level),
            inFileSystem: KernelPath(names: names, isTruncated: expected.cut), paths: paths)
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == expected.want)
        #expect(found?.isCertain ?? true == expected.isCertain)
    }

    @Test("a number that stands for nothing gives no path")
    func unknown() {
        let match = KernelMatch(
            key: InodeID(device: 1, inode: 2, generation: 3), entryID: 9, kind: .file)
        #expect(CanonicalPath(of: match, inFileSystem: KernelPath(names: []), paths: ProtectedPaths()) == nil)
    }
}

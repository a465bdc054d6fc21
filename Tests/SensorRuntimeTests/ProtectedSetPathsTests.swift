// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct ProtectedSetPathsTests {
    private func set(_ paths: [String]) -> ProtectedSet {
        ProtectedSet(
            entries: paths.enumerated().map { index, path in
                ProtectedEntry(
                    path: path, id: InodeID(device: 1, inode: UInt64(index + 1), generation: 0), kind: .file,
                    isSecret: true)
            })
    }

    @Test("a path keeps its number through scans, and another path never has it")
    func stable() {
        var paths = ProtectedPaths()
        let first = paths.assign(set(["/a", "/b"]))
        let second = paths.assign(set(["/b", "/c"]))
        let inode = { InodeID(device: 1, inode: $0, generation: 0) }
        #expect(Set(first.values).count == 2)
        #expect(!first.values.contains(0))
        #expect(second[inode(1)] == first[inode(2)])
        #expect(first.values.contains { $0 == second[inode(2)] } == false)
        #expect(first[inode(1)].flatMap { paths[$0]?.path } == "/a")
        #expect(paths[0] == nil)
    }

    @Test("only paths that are no longer protected are forgotten when there is no more room")
    func bounded() {
        var paths = ProtectedPaths(capacity: 3)
        let first = paths.assign(set(["/a", "/b"]))
        let second = paths.assign(set(["/b", "/c", "/d"]))
        #expect(second.values.compactMap { paths[$0]?.path }.sorted() == ["/b", "/c", "/d"])
        #expect(first.values.compactMap { paths[$0]?.path } == ["/b"])
    }

    @Test("paths that only Unicode calls equal have different numbers")
    func canonicalEquivalence() {
        var paths = ProtectedPaths()
        let assigned = paths.assign(set(["/K", "/\u{212A}"]))
        #expect(Set(assigned.values).count == 2)
    }
}

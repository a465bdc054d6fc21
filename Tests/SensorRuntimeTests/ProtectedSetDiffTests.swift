// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct ProtectedSetDiffTests {
    private func entry(_ path: String, inode: UInt64, isSecret: Bool = true) -> ProtectedEntry {
        ProtectedEntry(
            path: path, id: InodeID(device: 1, inode: inode, generation: 0), kind: .file, isSecret: isSecret)
    }

    @Test("what came, went and changed is told apart by identity")
    func diff() {
        let stays = entry("/a", inode: 1)
        let goes = entry("/b", inode: 2)
        let moves = entry("/c", inode: 3)
        let moved = entry("/d", inode: 3)
        let comes = entry("/b", inode: 4)
        let diff = ProtectedSetDiff(
            from: ProtectedSet(entries: [stays, goes, moves]), to: ProtectedSet(entries: [stays, comes, moved]))
        #expect(diff.added == [comes])
        #expect(diff.gone == [goes])
        #expect(diff.changed == [moved])
    }

    @Test("the same set has no difference")
    func same() {
        let set = ProtectedSet(entries: [entry("/a", inode: 1)])
        #expect(ProtectedSetDiff(from: set, to: set).isEmpty)
        #expect(!ProtectedSetDiff(from: ProtectedSet(), to: set).isEmpty)
        #expect(
            !ProtectedSetDiff(from: set, to: ProtectedSet(entries: [entry("/a", inode: 1, isSecret: false)])).isEmpty)
    }
}

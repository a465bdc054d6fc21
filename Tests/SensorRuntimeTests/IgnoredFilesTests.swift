// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct IgnoredFilesTests {
    private func id(_ number: Int) -> InodeID { InodeID(device: 1, inode: UInt64(number), generation: 0) }

    @Test func `the oldest goes for a new one when it is full`() {
        var files = IgnoredFiles()
        for number in 0..<IgnoredFiles.capacity { #expect(files.insert(id(number)) == nil) }
        #expect(files.insert(id(-1 + IgnoredFiles.capacity)) == nil)
        #expect(files.insert(id(100_000)) == id(0))
        #expect(files.insert(id(100_001)) == id(1))
        #expect(files.removeAll().count == IgnoredFiles.capacity)
        #expect(files.removeAll().isEmpty)
    }

    /// Or a thief could fill the list until a key that was ignored once loses its protection.
    @Test func `what is protected since is not taken out for a new one`() {
        var files = IgnoredFiles()
        for number in 0..<IgnoredFiles.capacity { _ = files.insert(id(number)) }
        files.remove(id(0))
        #expect(files.insert(id(100_000)) == nil)
        #expect(files.insert(id(100_001)) == id(1))
    }
}

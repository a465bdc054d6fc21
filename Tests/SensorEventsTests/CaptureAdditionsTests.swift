// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SensorEvents
import TestSupport
import Testing

/// Keys that captures got after the first ones were written.
@Suite struct CaptureAdditionsTests {
    private static func readBack(_ event: FileEvent) throws -> FileEvent {
        try JSONDecoder().decode(FileEvent.self, from: try JSONEncoder().encode(event))
    }

    @Test func `mounts, block devices, repeats and identities are read back`() throws {
        var event = FileEvents.theft()
        event.access = FileAccess(kind: .mount, flags: 0x1000)
        event.file.mounted = .over
        event.file.isBlockDevice = true
        event.repeats = 3
        event.process.exe.identity = .forged
        event.process.exe.execID = 0xFFFF_FFFF_FFFF_FFFF
        #expect(try Self.readBack(event) == event)
    }

    @Test(arguments: ["mounted", "isBlockDevice", "repeats", "identity", "execID"])
    func `what is not stated has no key, as in captures that are older than it`(key: String) throws {
        let text = String(decoding: try JSONEncoder().encode(FileEvents.theft()), as: UTF8.self)
        #expect(!text.contains("\"\(key)\""))
        #expect(try Self.readBack(FileEvents.theft()) == FileEvents.theft())
    }

    @Test func `a mount is about one name`() {
        #expect(!FileAccess.Kind.mount.hasTwoNames)
        #expect(FileAccess.Kind.mount.rawValue == "mount")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct StatIdentityTests {
    @Test func `a file is the same under each of its names, and another is another`() throws {
        let directory = try SystemTemporaryDirectory()
        try directory.file("/a")
        try directory.file("/b")
        try directory.hardLink("/c", to: "/a")
        let files = try ["/a", "/b", "/c"].map { try FileDescriptor.locate(directory.path + $0) }
        let ids = withExtendedLifetime(files) { StatIdentity.of(files.map(\.number) + [-1]) }
        #expect(ids[0] != nil)
        #expect(ids[0] == ids[2])
        #expect(ids[0] != ids[1])
        #expect(ids[3] == nil)
    }

    /// gnu_dev_makedev of bits/sysmacros.h, by hand.
    @Test(
        arguments: [
            (0x801, 8, 1), (0xF_FFFF, 0xFFF, 0xFF), (0x10_0000, 0, 0x100), (0xFFFF_FFFF, 0xFFF, 0xF_FFFF),
        ] as [(UInt64, UInt32, UInt32)]) func `device numbers are laid out as the kernel does`(
            _ number: UInt64, _ major: UInt32, _ minor: UInt32
        )
    {
        #expect(StatIdentity.device(number) == major << 20 | minor)
    }
}

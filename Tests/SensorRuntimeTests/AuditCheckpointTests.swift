// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct AuditCheckpointTests {
    private static let checkpoint = AuditCheckpoint(
        sequence: .max, device: .max, inode: .max, offset: .max, proof: AuditLineProof(endOf: Array("a\nline\n".utf8)),
        time: WallTime(nanoseconds: .max))

    @Test func `what was written is read`() {
        let bytes = Self.checkpoint.encoded
        #expect(bytes.count == AuditCheckpoint.encodedBytes)
        #expect(bytes.last == 0x0A)
        #expect(AuditCheckpoint(encoded: bytes) == Self.checkpoint)
        #expect(Self.checkpoint.proof.length == 5)
    }

    @Test func `any changed byte of its text shows`() {
        let bytes = Self.checkpoint.encoded
        for index in 0..<bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x0A })! {
            for change: UInt8 in [1, 0x10, 0x80] {
                var damaged = bytes
                damaged[index] ^= change
                #expect(AuditCheckpoint(encoded: damaged) == nil)
            }
        }
        #expect(AuditCheckpoint(encoded: bytes.dropLast()) == nil)
        #expect(AuditCheckpoint(encoded: [UInt8](repeating: 0, count: AuditCheckpoint.encodedBytes)) == nil)
    }

    @Test(arguments: [("", 0), ("\n", 1), ("ab", 2), ("ab\n", 3), ("ab\nc", 1), ("ab\ncd\n", 3), ("a\n\n", 1)])
    func `the last line is what stands behind the line feed before it`(_ text: String, _ length: Int) {
        let proof = AuditLineProof(endOf: Array(text.utf8))
        #expect(proof.length == length)
        #expect(proof.holds(of: Array(text.utf8.suffix(length))))
        #expect(length == 0 || !proof.holds(of: Array("x".utf8)))
    }

    @Test func `the later of two places counts, and a damaged one does not`() throws {
        let directory = try SystemTemporaryDirectory()
        let log = directory.path + "/audit.log"
        let proof = AuditLineProof(endOf: Array("x\n".utf8))
        func open() throws -> CheckpointFile { try CheckpointFile(of: log, in: directory.path) }
        do {
            let file = try open()
            #expect(file.last == nil)
            for offset in 2...5 as ClosedRange<UInt64> {
                try file.save(#require(file.prepare(device: 1, inode: 2, offset: offset, proof: proof)))
            }
            #expect(file.prepare(device: 1, inode: 2, offset: 5, proof: proof) == nil)
            #expect(throws: StateError.self) { _ = try open() }
        }
        let name = try #require(try directory.names().first { $0.hasSuffix(".checkpoint") })
        #expect(try open().last?.offset == 5)
        // Sequence 4 stands in the first place.
        try directory.overwrite("/" + name, at: 100, with: [0])
        #expect(try open().last?.offset == 4)
        try directory.overwrite("/" + name, at: 612, with: [0])
        #expect(try open().last == nil)
        #expect(try open().wasDamaged)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// How far an audit log has been judged, and which file that is: what the next run goes on from.
package struct AuditCheckpoint: Sendable, Equatable {
    /// Bytes of one checkpoint in its file: text, padded with spaces, so that one write(2) replaces it whole.
    package static let encodedBytes = 512
    private static let magic = "keyward.audit-checkpoint/1"

    /// Counts the checkpoints of one log; of two, the higher one is the later.
    package var sequence: UInt64
    package var device: UInt64
    package var inode: UInt64
    /// Of the first byte that was not judged, in the file or in what it unpacks to; it begins a line.
    package var offset: UInt64
    /// What stands before it.
    package var proof: AuditLineProof
    /// When it was made.
    package var time: WallTime

    package init(
        sequence: UInt64, device: UInt64, inode: UInt64, offset: UInt64, proof: AuditLineProof, time: WallTime
    ) {
        self.sequence = sequence
        self.device = device
        self.inode = inode
        self.offset = offset
        self.proof = proof
        self.time = time
    }
}

extension AuditCheckpoint {
    /// One line of text of `encodedBytes`, its line feed included.
    package var encoded: [UInt8] {
        let numbers = [sequence, device, inode, offset, UInt64(proof.length), time.nanoseconds].map { String($0) }
        let text = ([Self.magic] + numbers + [proof.hash]).joined(separator: " ")
        var bytes = Array("\(text) \(CRC32.text(of: Array(text.utf8)))".utf8)
        bytes += [UInt8](repeating: 0x20, count: Self.encodedBytes - 1 - bytes.count) + [0x0A]
        return bytes
    }

    /// nil if `bytes` are no whole checkpoint.
    package init?(encoded bytes: some Collection<UInt8>) {
        guard bytes.count == Self.encodedBytes, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
        guard fields.count == 9, fields[0] == Self.magic,
            fields[8] == CRC32.text(of: Array(fields.dropLast().joined(separator: " ").utf8))
        else { return nil }
        let numbers = fields[1...6].compactMap { UInt64($0) }
        guard numbers.count == 6, let length = Int(exactly: numbers[4]),
            let proof = AuditLineProof(length: length, hash: fields[7]), numbers[3] >= UInt64(length)
        else { return nil }
        self.init(
            sequence: numbers[0], device: numbers[1], inode: numbers[2], offset: numbers[3], proof: proof,
            time: WallTime(nanoseconds: numbers[5]))
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What the last line before some byte of a log was, so that the same place is known again in a file that was copied,
/// packed or moved, and another file that got its inode is not taken for it.
package struct AuditLineProof: Sendable, Equatable {
    /// Bytes of the longest end of a line that is looked at.
    package static let maximumLength = 64 * 1024
    /// Of the place where a file begins.
    package static let none = AuditLineProof(unchecked: 0, "-")

    /// Bytes, the line feed included.
    package let length: Int
    /// SHA-256 in lower-case hexadecimal; `-` of nothing.
    package let hash: String

    init(unchecked length: Int, _ hash: String) {
        self.length = length
        self.hash = hash
    }

    /// nil if the two contradict each other.
    package init?(length: Int, hash: String) {
        let isHash =
            hash.utf8.count == 64 && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard length == 0 ? hash == "-" : (1...Self.maximumLength).contains(length) && isHash else { return nil }
        self.init(unchecked: length, hash)
    }
}

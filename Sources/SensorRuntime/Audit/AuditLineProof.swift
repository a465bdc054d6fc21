// SPDX-License-Identifier: Apache-2.0

import Crypto

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

    private init(unchecked length: Int, _ hash: String) {
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

    /// - Parameter before: what stands before the place: the last `maximumLength` bytes, or all there is.
    package init(endOf before: some BidirectionalCollection<UInt8>) {
        guard let last = before.last else {
            self = .none
            return
        }
        // The line feed of the last line is not the one that its beginning follows.
        let body = last == 0x0A ? before.dropLast() : before[...]
        let start = body.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        self.init(line: Array(before[start...]))
    }

    private init(line: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        let text = SHA256.hash(data: line).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        self.init(unchecked: line.count, String(decoding: text, as: UTF8.self))
    }

    /// Whether `line`, which must be `length` bytes, is that line.
    package func holds(of line: [UInt8]) -> Bool {
        length == 0 || line.count == length && AuditLineProof(line: line).hash == hash
    }
}

// SPDX-License-Identifier: Apache-2.0

import Crypto
import SensorEvents

extension AuditLineProof {
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
        self.init(unchecked: line.count, Hexadecimal.text(SHA256.hash(data: line)))
    }

    /// Whether `line`, which must be `length` bytes, is that line.
    package func holds(of line: [UInt8]) -> Bool {
        length == 0 || line.count == length && AuditLineProof(line: line).hash == hash
    }
}

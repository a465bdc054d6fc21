// SPDX-License-Identifier: Apache-2.0

/// The members of a JSON object, read one by one.
package struct JSONMembers: Sequence, IteratorProtocol {
    private var scanner: JSONScanner
    private var isDone: Bool

    init(storage: [UInt8], range: Range<Int>?) {
        scanner = JSONScanner(storage, in: (range ?? 0..<0).dropFirst())
        isDone = range == nil
    }

    package mutating func next() -> JSONMember? {
        guard !isDone, let member = try? read() else {
            isDone = true
            return nil
        }
        return member
    }

    private mutating func read() throws(JSONError) -> JSONMember? {
        scanner.skipWhitespace()
        _ = scanner.skip(UInt8(ascii: ","))
        scanner.skipWhitespace()
        guard scanner.peek == UInt8(ascii: "\"") else { return nil }
        let name = scanner.position
        try scanner.skipString()
        let nameEnd = scanner.position
        scanner.skipWhitespace()
        _ = scanner.skip(UInt8(ascii: ":"))
        scanner.skipWhitespace()
        let start = scanner.position
        try scanner.skipValue()
        return JSONMember(storage: scanner.bytes, nameRange: name..<nameEnd, valueRange: start..<scanner.position)
    }
}

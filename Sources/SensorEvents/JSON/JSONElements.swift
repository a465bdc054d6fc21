// SPDX-License-Identifier: Apache-2.0

/// The elements of a JSON array, read one by one.
package struct JSONElements: Sequence, IteratorProtocol {
    private var scanner: JSONScanner
    private var isDone: Bool

    init(storage: [UInt8], range: Range<Int>?) {
        scanner = JSONScanner(storage, in: (range ?? 0..<0).dropFirst())
        isDone = range == nil
    }

    package mutating func next() -> JSONValue? {
        guard !isDone, let element = try? read() else {
            isDone = true
            return nil
        }
        return element
    }

    private mutating func read() throws(JSONError) -> JSONValue? {
        scanner.skipWhitespace()
        _ = scanner.skip(UInt8(ascii: ","))
        scanner.skipWhitespace()
        guard let byte = scanner.peek, byte != UInt8(ascii: "]") else { return nil }
        let start = scanner.position
        try scanner.skipValue()
        return JSONValue(checked: scanner.bytes, range: start..<scanner.position)
    }
}

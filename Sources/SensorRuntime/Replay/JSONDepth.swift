// SPDX-License-Identifier: Apache-2.0

/// Follows the brackets of a JSON text through its bytes, to see where a value that spans lines ends. It checks no
/// grammar: what it joins is decoded by a parser that does.
struct JSONDepth {
    private var depth = 0
    private var inString = false
    private var escaped = false

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
    }

    /// A value was opened and not closed, at a place where a line may end: no JSON string holds a raw line feed.
    var isOpen: Bool { depth > 0 && !inString }
}

// SPDX-License-Identifier: Apache-2.0

/// The open brackets of a JSON text, one bit each, so that depth costs no call stack.
struct JSONBracketStack {
    private var words: [UInt64] = []
    private(set) var depth = 0

    mutating func push(object: Bool) {
        let (word, bit) = depth.quotientAndRemainder(dividingBy: 64)
        if word == words.count { words.append(0) }
        if object {
            words[word] |= 1 << UInt64(bit)
        } else {
            words[word] &= ~(1 << UInt64(bit))
        }
        depth += 1
    }

    mutating func pop() {
        if depth > 0 { depth -= 1 }
    }

    /// Whether the innermost open bracket is an object's; false when none is open.
    var isInObject: Bool {
        guard depth > 0 else { return false }
        let (word, bit) = (depth - 1).quotientAndRemainder(dividingBy: 64)
        return words[word] & (1 << UInt64(bit)) != 0
    }
}

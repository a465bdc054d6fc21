// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a JSON text (RFC 8259), and where that shows.
package struct JSONError: Error, Sendable, Equatable {
    package enum Code: String, Sendable {
        case empty = "no JSON value"
        case truncated = "ends inside a JSON value"
        case unexpectedByte = "unexpected byte"
        case mismatchedBracket = "mismatched bracket"
        case badNumber = "malformed number"
        case badEscape = "malformed escape in a string"
        case controlCharacter = "raw control character in a string"
        case trailingBytes = "bytes after the JSON value"
        case tooDeep = "nested too deeply"
        case tooLong = "longer than the limit"
    }

    package var code: Code
    /// Bytes from the start of the input, before any byte order mark or NUL was skipped.
    package var offset: Int

    package init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }
}

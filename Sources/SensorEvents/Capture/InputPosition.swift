// SPDX-License-Identifier: Apache-2.0

/// A place in an input, for messages.
package struct InputPosition: Sendable, Equatable {
    /// As the user named it; `-` for standard input.
    package var file: String
    /// Bytes from the start (of the uncompressed content, where the file is compressed).
    package var offset: UInt64
    /// From 1.
    package var line: UInt64

    package init(file: String, offset: UInt64, line: UInt64) {
        self.file = file
        self.offset = offset
        self.line = line
    }

    package func advanced(by bytes: Int) -> InputPosition {
        InputPosition(file: file, offset: offset + UInt64(max(0, bytes)), line: line)
    }
}

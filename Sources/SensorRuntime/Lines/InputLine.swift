// SPDX-License-Identifier: Apache-2.0

/// One line of an input, without its line feed.
package struct InputLine: Sendable, Equatable {
    /// Empty if the line is longer than the reader takes.
    package var bytes: [UInt8]
    /// Of the line's first byte, in unpacked bytes. A run of NULs before it is not part of the line.
    package var offset: UInt64
    /// From 1.
    package var number: UInt64
    /// Length in bytes, also of a line that is too long.
    package var length: Int
    /// False for a last line without a line feed.
    package var isTerminated: Bool
    package var isOverlong: Bool
    /// It was searched and holds nothing that a rule looks for; but it shows a credential where it was not seen before.
    package var isForUseAlone = false

    /// Nothing but JSON's white space.
    package var isBlank: Bool {
        !isOverlong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
}

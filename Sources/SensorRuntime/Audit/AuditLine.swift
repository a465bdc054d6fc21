// SPDX-License-Identifier: Apache-2.0

/// One line of a growing audit log, without its line feed.
struct AuditLine: Equatable {
    /// Empty if the line is longer than the reader takes.
    var bytes: [UInt8]
    /// Of the line's first byte in its file.
    var offset: UInt64
    var isOverlong = false

    /// Nothing but JSON's white space.
    var isBlank: Bool { !isOverlong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}

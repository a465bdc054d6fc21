// SPDX-License-Identifier: Apache-2.0

/// Which side of a mount a protected file or directory is.
package enum MountSide: String, Sendable, Codable {
    /// It was mounted elsewhere, or a directory that leads to it was: it can be reached by other names.
    case of
    /// Something was mounted over it, or over a directory above it: its names lead to something else.
    case over
}

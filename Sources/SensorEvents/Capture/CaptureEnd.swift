// SPDX-License-Identifier: Apache-2.0

/// The payload of a capture's last line.
struct CaptureEnd: Codable {
    /// Lines between the header and this one.
    var events: UInt64
}

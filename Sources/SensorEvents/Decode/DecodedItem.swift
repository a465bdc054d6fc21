// SPDX-License-Identifier: Apache-2.0

/// What one record, or one item of a batch, turned out to be.
package enum DecodedItem: Sendable, Equatable {
    case audit(AuditEvent)
    case tracee(TraceeRecord)
    /// A line of a capture (`"schema": "keyward.capture/N"`), which the capture reader must decode.
    case captureLine
    /// Nothing this sensor can judge, and why. `offset` is in bytes, of the text that the reason names.
    case other(reason: String, offset: Int? = nil)
}

// SPDX-License-Identifier: Apache-2.0

/// What one record, or one item of a batch, turned out to be.
package enum DecodedItem: Sendable, Equatable {
    case audit(AuditEvent)
    case tracee(TraceeRecord)
    /// An audit event that cannot be read whole, or not as JSON at all, with what could be recovered of it (see
    /// `AuditEvent.damage`). It is judged, so that damage hides nothing; upstream products would not have seen it.
    case damagedAudit(AuditEvent, reason: String, offset: Int?)
    /// A line of a capture (`"schema": "keyward.capture/N"`), which the capture reader must decode.
    case captureLine
    /// Nothing this sensor can judge, and why. `offset` is in bytes, of the text that the reason names.
    case other(reason: String, offset: Int? = nil)
}

extension DecodedItem {
    /// Whether there is an audit event in it, whole or not.
    package var isAudit: Bool {
        switch self {
        case .audit, .damagedAudit: true
        case .tracee, .captureLine, .other: false
        }
    }
}

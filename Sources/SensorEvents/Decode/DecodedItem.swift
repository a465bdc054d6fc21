// SPDX-License-Identifier: Apache-2.0

/// What one record, or one item of a batch, turned out to be.
package enum DecodedItem: Sendable, Equatable {
    case audit(AuditEvent)
    case tracee(TraceeRecord)
    /// What was an audit record and is no JSON any more, with what could be recovered: the event (see
    /// `AuditEvent.damage`), and those of other records that were glued to it. They are judged, so that damage hides
    /// nothing; upstream products would not have seen them.
    case damagedAudit([AuditEvent], reason: String, offset: Int?)
    /// A line of a capture (`"schema": "keyward.capture/N"`), which the capture reader must decode.
    case captureLine
    /// A record of a known kind that is no audit event, such as another log category of the same control plane. Nothing
    /// is wrong with it, and nothing of it is judged.
    case foreign(kind: String)
    /// Nothing this sensor can judge, and why. `offset` is in bytes, of the text that the reason names.
    case other(reason: String, offset: Int? = nil)
}

extension DecodedItem {
    /// Whether there is an audit event in it, whole or not.
    package var isAudit: Bool {
        switch self {
        case .audit, .damagedAudit: true
        case .tracee, .captureLine, .foreign, .other: false
        }
    }
}

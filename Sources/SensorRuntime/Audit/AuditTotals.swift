// SPDX-License-Identifier: Apache-2.0

/// Where every line of the audit log ended. `items = events + other + unreadable` holds at any time; a line is one item
/// unless it is a batch, or was passed over.
package struct AuditTotals: Sendable, Equatable {
    /// Lines that were not blank.
    package var lines: UInt64 = 0
    /// Of those, lines that hold nothing that any rule looks for, and were not read.
    package var passedOver: UInt64 = 0
    package var bytes: UInt64 = 0
    package var items: UInt64 = 0
    /// Audit events, judged.
    package var events: UInt64 = 0
    package var alerted: UInt64 = 0
    /// Records of another kind, which do not belong into an audit log and are not judged.
    package var other: UInt64 = 0
    /// What is no record, or is longer than any record.
    package var unreadable: UInt64 = 0
    /// Times that records were missed: the file that held them was gone, or is damaged.
    package var gaps: UInt64 = 0
    /// Alerts that the sink could not write.
    package var undelivered: UInt64 = 0

    package init() {}

    /// For the totals line at the end of a run.
    package var line: String {
        "audit_lines=\(lines) audit_passed_over=\(passedOver) audit_bytes=\(bytes) audit_items=\(items) "
            + "audit_events=\(events) audit_alerts=\(alerted) audit_other=\(other) audit_unreadable=\(unreadable) "
            + "audit_gaps=\(gaps) audit_undelivered=\(undelivered)"
    }
}

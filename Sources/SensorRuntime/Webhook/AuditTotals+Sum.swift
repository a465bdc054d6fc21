// SPDX-License-Identifier: Apache-2.0

extension AuditTotals {
    /// Of two sources.
    package static func + (left: AuditTotals, right: AuditTotals) -> AuditTotals {
        var sum = left
        sum.lines += right.lines
        sum.passedOver += right.passedOver
        sum.bytes += right.bytes
        sum.items += right.items
        sum.events += right.events
        sum.alerted += right.alerted
        sum.other += right.other
        sum.unreadable += right.unreadable
        sum.gaps += right.gaps
        sum.undelivered += right.undelivered
        return sum
    }
}

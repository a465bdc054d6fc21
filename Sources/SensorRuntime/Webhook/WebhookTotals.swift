// SPDX-License-Identifier: Apache-2.0

/// Where every request and connection of the audit webhook ended. At the end of a run
/// `requests = batches + bad + busy + undelivered + tooLarge + slow + refused + abandoned`.
struct WebhookTotals: Sendable, Equatable {
    typealias Key = any WritableKeyPath<WebhookTotals, UInt64> & Sendable

    /// Accepted, those over the limit included.
    var connections: UInt64 = 0
    /// Closed because as many as there may be were open.
    var overLimit: UInt64 = 0
    /// Connections without a completed TLS handshake.
    var handshakes: UInt64 = 0

    /// Of which at least a byte came.
    var requests: UInt64 = 0
    /// Judged and delivered: 200.
    var batches: UInt64 = 0
    /// The body is no batch of audit events: 400.
    var bad: UInt64 = 0
    /// No room, or the sensor was ending: 503.
    var busy: UInt64 = 0
    /// Judged, but not every alert could be written: 503.
    var undelivered: UInt64 = 0
    /// 413.
    var tooLarge: UInt64 = 0
    /// 408.
    var slow: UInt64 = 0
    /// The head is none of an API server's: 400, 405, 415, 431.
    var refused: UInt64 = 0
    /// The client left before its request was complete.
    var abandoned: UInt64 = 0

    /// For the totals line at the end of a run.
    var line: String {
        "webhook_connections=\(connections) webhook_over_limit=\(overLimit) webhook_tls_refused=\(handshakes) "
            + "webhook_requests=\(requests) webhook_batches=\(batches) webhook_bad=\(bad) webhook_busy=\(busy) "
            + "webhook_undelivered=\(undelivered) webhook_too_large=\(tooLarge) webhook_slow=\(slow) "
            + "webhook_refused=\(refused) webhook_abandoned=\(abandoned)"
    }
}

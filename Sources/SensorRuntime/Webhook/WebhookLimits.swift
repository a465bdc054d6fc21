// SPDX-License-Identifier: Apache-2.0

/// What the audit webhook bears from its clients. An API server's own batches stay far below: 400 events, 30 seconds,
/// ten batches a second.
struct WebhookLimits: Sendable {
    /// Open at once, those in their TLS handshake included; more are closed as they come.
    var connections = 64
    /// For a TLS handshake.
    var handshakeSeconds = 5.0
    /// Between two requests. Go's client closes after 90 (IdleConnTimeout); it should be the one that does.
    var idleSeconds = 120.0
    /// From a request's first byte to the end of its head.
    var headSeconds = 5.0
    /// From there to the end of its body. An API server gives up after 30 in all (`?timeout=30s`).
    var bodySeconds = 30.0
    /// For what is still sent after an answer that ends the connection: closing at once could destroy the answer.
    var lingerSeconds = 2.0
    /// From the sensor's end on, for what is being received and judged.
    var closingSeconds = 2.0

    /// Of a request's line and header fields.
    var headBytes = 16 * 1024
    var headerFields = 64
    /// Of one body.
    var bodyBytes = 64 * 1024 * 1024
    /// Of all bodies that are being received, wait or are being judged.
    var allBodyBytes = 128 * 1024 * 1024
    /// Requests that are being received, wait or are being judged.
    var requests = 32

    /// What a client that was told to come back is told to wait. Go's client repeats up to ten times, which is less than
    /// what the API server can buffer.
    var retrySeconds = 2

    /// Of one turn on the sensor's thread, as `WebhookBatch` counts it; the rings are served in between.
    var turnCost = 4 * 1024 * 1024
}

// SPDX-License-Identifier: Apache-2.0

/// A request on its way from the HTTP thread to the sensor's thread.
struct WebhookDelivery: Sendable {
    /// The client's address, for the log.
    var peer: String
    var body: [UInt8]
    /// Of `WebhookLimits.allBodyBytes`, taken for it.
    var reserved: Int
    /// To be called once, from whatever thread.
    var answer: @Sendable (WebhookAnswer) -> Void
}

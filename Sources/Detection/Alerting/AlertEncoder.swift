// SPDX-License-Identifier: Apache-2.0

/// Turns an alert into the bytes of one form. What carries the bytes away is a writer's business.
package protocol AlertEncoder: Sendable {
    /// The bytes of one alert with whatever ends it in this form (a line feed for JSON lines).
    func encode(_ alert: Alert) throws -> [UInt8]
}

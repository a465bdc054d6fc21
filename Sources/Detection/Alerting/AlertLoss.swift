// SPDX-License-Identifier: Apache-2.0

/// `loss` of an alert: what is known to be missing just before this event.
package struct AlertLoss: Sendable, Equatable, Encodable {
    /// `ring`, `decode`, `queue`, ...
    package var cause: String
    package var count: UInt64

    package init(cause: String, count: UInt64) {
        self.cause = cause
        self.count = count
    }
}

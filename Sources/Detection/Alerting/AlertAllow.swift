// SPDX-License-Identifier: Apache-2.0

/// `allow` of an alert: the allow entry that came closest, and what of it failed.
package struct AlertAllow: Sendable, Equatable, Encodable {
    package var nearest: String?
    package var failed: [String]

    package init(nearest: String?, failed: [String]) {
        self.nearest = nearest
        self.failed = failed
    }
}

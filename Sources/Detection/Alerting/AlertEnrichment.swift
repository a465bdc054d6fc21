// SPDX-License-Identifier: Apache-2.0

/// `enrichment` of an alert.
package struct AlertEnrichment: Sendable, Equatable, Encodable {
    /// What was looked for and not found. Absent is not the same as empty: nothing here was guessed.
    package var missing: [String]

    package init(missing: [String]) {
        self.missing = missing
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What a scan found to protect.
package struct ProtectedSet: Sendable, Equatable {
    /// Sorted by path; each identity once.
    package var entries: [ProtectedEntry]
    /// Sentences for the operator: what is not protected, why, and what to do.
    package var warnings: [String]
    /// Names that a limit left out or whose identity the kernel did not tell.
    package var skipped: Int
    /// The names behind the warnings, in no order; bounded by `ProtectedSetScanner.Limits.unprotected`.
    package var unprotected: [UnprotectedName]
    /// Names that this bound left out of `unprotected`.
    package var unlisted: Int

    package init(
        entries: [ProtectedEntry] = [], warnings: [String] = [], skipped: Int = 0,
        unprotected: [UnprotectedName] = [], unlisted: Int = 0
    ) {
        self.entries = entries
        self.warnings = warnings
        self.skipped = skipped
        self.unprotected = unprotected
        self.unlisted = unlisted
    }

    /// Host paths of the directories, to be watched for changes.
    package var directories: [String] { entries.filter { $0.kind == .directory }.map(\.path) }
}

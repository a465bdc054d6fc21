// SPDX-License-Identifier: Apache-2.0

/// Why the sensor did not see or tell something.
package enum LossCause: String, Sendable, CaseIterable {
    /// The ring for private files, and whatever is not known to be public, had no room for a record.
    case ringSecret = "ring_secret"
    /// The ring for public certificates had none.
    case ringOpen = "ring_open"
    /// The kernel did not run a program, because the one it interrupted is the same.
    case skipped
    /// The kernel's set of protected files had no room for one.
    case learn
    /// The kernel had no room to remember what a process executed.
    case identity
}

// SPDX-License-Identifier: Apache-2.0

package import Detection

/// What a replay came to, for the line on standard error and the exit status.
package struct ReplaySummary: Sendable, Equatable {
    /// Top-level JSON values; capture headers and end lines are not counted.
    package var records: UInt64 = 0
    /// Items of batches, and records that are none.
    package var items: UInt64 = 0
    package var alerts: UInt64 = 0
    /// Items that are nothing Keyward can judge, and lines that are no JSON.
    package var unreadable: UInt64 = 0
    /// Places where a capture or a compressed file is damaged.
    package var damaged: UInt64 = 0
    package var gravest: Severity?

    package init() {}

    package var line: String {
        let counts = "records=\(records) items=\(items) alerts=\(alerts) unreadable=\(unreadable) damaged=\(damaged)"
        return "keyward: replayed \(counts)"
    }
}

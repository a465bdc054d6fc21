// SPDX-License-Identifier: Apache-2.0

/// Where every record of one run ended. `received = undecodable + canary + events` and
/// `events = alerted + allowed + quiet + notCredential` hold at any time.
package struct SensorTotals: Sendable, Equatable {
    /// Records taken from the rings.
    package var received: UInt64 = 0
    /// Records that are not what this version's kernel half writes; each is reported once.
    package var undecodable: UInt64 = 0
    /// Records of the sensor's own canary.
    package var canary: UInt64 = 0
    package var events: UInt64 = 0
    package var alerted: UInt64 = 0
    package var allowed: UInt64 = 0
    /// Credential files accessed in a way that no rule is about.
    package var quiet: UInt64 = 0
    /// Files in a protected directory that no profile names.
    package var notCredential: UInt64 = 0
    /// Alerts that the sink could not write.
    package var undelivered: UInt64 = 0

    package init() {}

    /// One line for the end of a run.
    package func line(kernel: KernelCounters, seconds: UInt64) -> String {
        "seen=\(kernel.seen) delivered=\(kernel.delivered) lost=\(kernel.lost) received=\(received) "
            + "undecodable=\(undecodable) canary=\(canary) events=\(events) alerts=\(alerted) allowed=\(allowed) "
            + "quiet=\(quiet) not_credential=\(notCredential) undelivered=\(undelivered) learned=\(kernel.learned) "
            + "learn_failed=\(kernel.learnFailed) skipped=\(kernel.skipped) seconds=\(seconds)"
    }
}

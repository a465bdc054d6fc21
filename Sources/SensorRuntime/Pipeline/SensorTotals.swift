// SPDX-License-Identifier: Apache-2.0

import Detection

/// Where every record of one run ended. At any time `received + repeat_events = undecodable + canary + own +
/// events` and `events = alerts + allowed + quiet + not_credential`; at the end, with the kernel's own counts,
/// `aggregated = repeats_told + repeats_untold + repeats_own`.
package struct SensorTotals: Sendable, Equatable {
    /// Records taken from the rings.
    package var received: UInt64 = 0
    /// Records that are not what this version's kernel half writes; each is reported once.
    package var undecodable: UInt64 = 0
    /// Records of the sensor's own canary.
    package var canary: UInt64 = 0
    /// Records of the sensor's own reads of credential files, and repeats of these.
    package var own: UInt64 = 0
    package var repeatsOwn: UInt64 = 0
    /// Events that tell of repeats the kernel half counted, and how many of these they tell of.
    package var repeatEvents: UInt64 = 0
    package var repeatsTold: UInt64 = 0
    /// Repeats of events that there was no room to remember.
    package var repeatsUntold: UInt64 = 0
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

    /// One line for the end of a run. Each cause of loss has a number of its own, `lost_...`; `lost` is that of the rings.
    package func line(kernel: KernelCounters, seconds: UInt64) -> String {
        let losses = kernel.losses
        let causes = LossCause.allCases.map { "lost_\($0.rawValue)=\(losses[$0] ?? 0)" }.joined(separator: " ")
        return "seen=\(kernel.sum(\.seen)) delivered=\(kernel.sum(\.delivered)) aggregated=\(kernel.sum(\.aggregated)) "
            + "filtered=\(kernel.sum(\.filtered)) lost=\(kernel.sum(\.lost)) \(causes) received=\(received) "
            + "undecodable=\(undecodable) canary=\(canary) own=\(own) repeat_events=\(repeatEvents) repeats_told=\(repeatsTold) "
            + "repeats_untold=\(repeatsUntold) repeats_own=\(repeatsOwn) events=\(events) alerts=\(alerted) allowed=\(allowed) quiet=\(quiet) "
            + "not_credential=\(notCredential) undelivered=\(undelivered) learned=\(kernel.learned) "
            + "repeats_full=\(kernel.repeatsFull) seconds=\(seconds)"
    }
}

// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct SensorTotalsTests {
    @Test func `the totals line shows every count under its name`() {
        var totals = SensorTotals()
        totals.received = 1
        totals.undecodable = 2
        totals.canary = 3
        totals.events = 4
        totals.alerted = 5
        totals.allowed = 6
        totals.quiet = 7
        totals.notCredential = 8
        totals.undelivered = 9
        totals.repeatEvents = 15
        totals.repeatsTold = 16
        totals.repeatsUntold = 17
        totals.own = 21
        totals.repeatsOwn = 22
        let kernel = KernelCounters(
            secret: KernelCounters.Ring(seen: 10, delivered: 20, aggregated: 30, filtered: 40, lost: 50),
            open: KernelCounters.Ring(seen: 100, delivered: 200, aggregated: 300, filtered: 400, lost: 500),
            learned: 11, learnFailed: 12, repeatsFull: 18, identityLost: 19, skipped: 14)
        #expect(
            totals.line(kernel: kernel, seconds: 13)
                == "seen=110 delivered=220 aggregated=330 filtered=440 lost=550 lost_ring_secret=50 "
                + "lost_ring_open=500 lost_skipped=14 lost_learn=12 lost_identity=19 received=1 undecodable=2 canary=3 "
                + "own=21 repeat_events=15 repeats_told=16 repeats_untold=17 repeats_own=22 events=4 alerts=5 allowed=6 quiet=7 "
                + "not_credential=8 undelivered=9 learned=11 repeats_full=18 seconds=13")
    }
}

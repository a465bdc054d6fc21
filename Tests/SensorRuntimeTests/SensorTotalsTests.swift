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
        let kernel = KernelCounters(
            secret: KernelCounters.Ring(seen: 10, delivered: 20, lostFull: 30),
            open: KernelCounters.Ring(seen: 100, delivered: 200, lostFull: 300), learned: 11, learnFailed: 12,
            skipped: 14)
        #expect(
            totals.line(kernel: kernel, seconds: 13)
                == "seen=110 delivered=220 lost=330 received=1 undecodable=2 canary=3 events=4 alerts=5 "
                + "allowed=6 quiet=7 not_credential=8 undelivered=9 learned=11 learn_failed=12 skipped=14 seconds=13")
    }
}

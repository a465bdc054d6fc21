// SPDX-License-Identifier: Apache-2.0

import Detection
import Testing

@testable import SensorRuntime

@Suite struct LossLedgerTests {
    @Test func `each loss is told once, by its cause`() {
        var ledger = LossLedger()
        #expect(ledger.fresh([:]) == [:])
        #expect(ledger.fresh([.ringSecret: 3, .learn: 1]) == [.ringSecret: 3, .learn: 1])
        #expect(ledger.fresh([.ringSecret: 3, .learn: 1]) == [:])
        #expect(ledger.fresh([.ringSecret: 5, .learn: 1, .skipped: 2]) == [.ringSecret: 2, .skipped: 2])
    }

    @Test func `the counters give a cause for every kind of loss`() {
        var counters = KernelCounters()
        #expect(counters.losses == [:])
        counters.secret.lost = 1
        counters.open.lost = 2
        counters.skipped = 3
        counters.learnFailed = 4
        counters.identityLost = 5
        #expect(counters.losses == [.ringSecret: 1, .ringOpen: 2, .skipped: 3, .learn: 4, .identity: 5])
    }
}

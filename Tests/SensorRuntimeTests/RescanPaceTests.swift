// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct RescanPaceTests {
    @Test func `a burst of changes asks for one look`() {
        var pace = RescanPace()
        #expect(pace.delay(now: 1_000_000_000) == 0.01)
        #expect(pace.delay(now: 1_001_000_000) == nil)
        pace.begin(now: 1_010_000_000)
        pace.end(now: 1_010_000_000)
        #expect(pace.delay(now: 1_020_000_000) == 0.01)
    }

    @Test func `looking takes at most a fifth of the time, whoever makes the changes`() {
        var pace = RescanPace()
        pace.begin(now: 1_000_000_000)
        pace.end(now: 1_200_000_000)
        #expect(pace.delay(now: 1_200_000_000) == 0.8)
        pace.begin(now: 2_000_000_000)
        pace.end(now: 2_000_000_000)
        #expect(pace.delay(now: 9_000_000_000) == 0.01)
    }
}

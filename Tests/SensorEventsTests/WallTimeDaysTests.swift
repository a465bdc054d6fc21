// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@Suite struct WallTimeDaysTests {
    @Test(arguments: [
        ("2026-11-28T00:00:00Z", 0), ("2026-11-28T23:59:59Z", 0), ("2026-11-29T00:00:00Z", 1),
        ("2026-11-27T23:59:59Z", -1), ("2026-11-27T00:00:00Z", -1), ("2026-11-26T23:59:59Z", -2),
    ])
    func `days are whole, and rounded down`(end: String, days: Int) throws {
        let start = try #require(WallTime(rfc3339: "2026-11-28T00:00:00Z"))
        #expect(try #require(WallTime(rfc3339: end)).days(after: start) == days)
    }
}

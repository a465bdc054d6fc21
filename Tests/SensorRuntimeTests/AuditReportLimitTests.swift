// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct AuditReportLimitTests {
    private static let second: UInt64 = 1_000_000_000

    @Test func `the first few of a minute pass and the next one tells how many did not`() {
        var limit = ReportLimit()
        let start = 5 * Self.second
        for _ in 0..<ReportLimit.perMinute { #expect(limit.admit(at: start) == 0) }
        for _ in 0..<3 { #expect(limit.admit(at: start + 59 * Self.second) == nil) }
        #expect(limit.admit(at: start + 60 * Self.second) == 3)
        #expect(limit.admit(at: start + 61 * Self.second) == 0)
    }
}

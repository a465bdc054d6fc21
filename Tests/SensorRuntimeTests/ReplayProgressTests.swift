// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct ReplayProgressTests {
    private static let second: UInt64 = 1_000_000_000

    @Test(arguments: [
        (
            UInt64(512_000_000), UInt64?(2_000_000_000), second,
            "[#######.......................] 25%  512 MB of 2.0 GB, 512 MB/s, 2 s left"
        ),
        (0, 100, 0, "[..............................] 0%  0 B of 100 B, 0 B/s"),
        (100, 100, second, "[##############################] 100%  100 B of 100 B, 100 B/s, 0 s left"),
        (150, 100, second, "[##############################] 100%  100 B of 100 B, 150 B/s, 0 s left"),
        (1000, 1_000_000_000, second, "[..............................] 0%  1.0 kB of 1.0 GB, 1.0 kB/s, 277 h left"),
        (.max, .max, 1, "[##############################] 100%  18 EB of 18 EB, 10 EB/s, 0 s left"),
        (1_234_567, nil, second, "1.2 MB, 1.2 MB/s"),
    ])
    func `it says how far, how fast and how long still`(done: UInt64, total: UInt64?, time: UInt64, line: String) {
        #expect(ReplayProgressText.line(done: done, total: total, nanoseconds: time) == line)
    }
}

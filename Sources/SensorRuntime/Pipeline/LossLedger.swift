// SPDX-License-Identifier: Apache-2.0

import Detection

/// Which losses have been told of in an alert.
struct LossLedger {
    private var told: [LossCause: UInt64] = [:]

    /// What has been lost since the last call, by cause; `now` counts from the start.
    mutating func fresh(_ now: [LossCause: UInt64]) -> [LossCause: UInt64] {
        var fresh: [LossCause: UInt64] = [:]
        for (cause, count) in now where count > told[cause] ?? 0 {
            fresh[cause] = count - (told[cause] ?? 0)
            told[cause] = count
        }
        return fresh
    }
}

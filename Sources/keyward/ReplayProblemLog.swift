// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorRuntime

/// Tells on standard error what is wrong with the inputs: the first few of each kind by place, the rest as a count.
final class ReplayProblemLog {
    private static let maximumShown = 10

    private let progress: ReplayProgress
    private var damage = 0
    private var unreadable = 0

    init(progress: ReplayProgress) {
        self.progress = progress
    }

    func add(_ problem: ReplayProblem) {
        let count: Int
        if problem.isDamage {
            damage += 1
            count = damage
        } else {
            unreadable += 1
            count = unreadable
        }
        guard count <= Self.maximumShown else { return }
        progress.clear()
        StandardStreams.error("keyward: \("\(problem)".printable)")
    }

    func finish(_ summary: ReplaySummary) {
        progress.clear()
        for (count, kind) in [(damage, "damaged places"), (unreadable, "unreadable records")]
        where count > Self.maximumShown {
            StandardStreams.error("keyward: and \(count - Self.maximumShown) more \(kind)")
        }
        StandardStreams.error("\(summary.line)")
    }
}

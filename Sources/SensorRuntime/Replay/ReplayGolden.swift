// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents

/// Compares what a replay prints with what it should print, line by line, and tells the fields that differ.
package struct ReplayGolden {
    /// Differing lines that are told one by one; the rest is counted.
    private static let maximumShown = 10

    private let want: [ArraySlice<UInt8>]
    private var next = 0
    /// Lines that differ, are missing, or are too many.
    package private(set) var differences = 0
    /// What to tell: a headline and indented fields for each line, up to a bound.
    package private(set) var report: [String] = []

    /// - Parameter golden: the expected output.
    package init(golden: [UInt8]) {
        want = golden.split(separator: 0x0A)
    }

    /// Takes the next piece of output: whole lines.
    package mutating func add(_ output: [UInt8]) {
        for line in output.split(separator: 0x0A) {
            let expected = next < want.count ? want[next] : nil
            next += 1
            guard expected != line else { continue }
            note(number: next, want: expected, have: line)
        }
    }

    /// Call once, after all output.
    package mutating func finish() {
        while next < want.count {
            next += 1
            note(number: next, want: want[next - 1], have: nil)
        }
        if differences > Self.maximumShown {
            report.append("and \(differences - Self.maximumShown) more lines that differ")
        }
    }

    private mutating func note(number: Int, want: ArraySlice<UInt8>?, have: ArraySlice<UInt8>?) {
        differences += 1
        guard differences <= Self.maximumShown else { return }
        switch (want, have) {
        case (let want?, let have?):
            report.append("line \(number) differs:")
            report += ReplayDelta.between(Array(want), Array(have)).map { "  \($0)" }
        case (let want?, nil): report.append("line \(number) is missing: \(ReplayDelta.shown(Array(want)))")
        case (nil, let have?): report.append("line \(number) is too many: \(ReplayDelta.shown(Array(have)))")
        case (nil, nil): break
        }
    }
}

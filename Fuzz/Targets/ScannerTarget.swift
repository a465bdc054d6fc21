// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Input: how many needles, then each with its length before it, then where to begin, then what is searched.
enum ScannerTarget {
    private static let maximumNeedles = 12
    private static let maximumNeedle = 18

    static func run(_ bytes: [UInt8]) {
        var rest = bytes[...]
        func take() -> Int { rest.popFirst().map(Int.init) ?? 0 }
        var needles: [[UInt8]] = []
        for _ in 0...(take() % maximumNeedles) {
            let length = 2 + take() % (maximumNeedle - 1)
            guard rest.count >= length else { break }
            needles.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        let from = take()
        let text = Array(rest)
        let matches = matches(of: needles, in: text, from: from)
        for level in NeedleSearch.Level.allCases {
            guard let search = NeedleSearch(needles, level: level) else {
                precondition(needles.isEmpty, "a set was refused")
                continue
            }
            let found = text.withUnsafeBytes { search.firstMatch(in: $0, from: from) }
            precondition((found == nil) == matches.isEmpty, "\(level) finds what is not there, or not what is")
            guard let found else { continue }
            precondition(matches.contains { $0.lowerBound == found }, "\(level) finds it where it is not")
            precondition(
                matches.allSatisfy { $0.lowerBound >= found || $0.upperBound > found }, "\(level) misses an earlier one"
            )
        }
    }

    private static func matches(of needles: [[UInt8]], in text: [UInt8], from: Int) -> [Range<Int>] {
        needles.flatMap { needle in
            guard from + needle.count <= text.count else { return [Range<Int>]() }
            return (from...(text.count - needle.count)).compactMap { start in
                text[start..<(start + needle.count)].elementsEqual(needle) ? start..<(start + needle.count) : nil
            }
        }
    }
}

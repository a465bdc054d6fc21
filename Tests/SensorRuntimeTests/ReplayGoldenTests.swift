// SPDX-License-Identifier: Apache-2.0

import SensorRuntime
import Testing

@Suite struct ReplayGoldenTests {
    private static func compare(_ golden: String, _ outputs: String...) -> ReplayGolden {
        var comparison = ReplayGolden(golden: Array(golden.utf8))
        for output in outputs { comparison.add(Array(output.utf8)) }
        comparison.finish()
        return comparison
    }

    @Test func `the same lines do not differ`() {
        let same = Self.compare("{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}\n", "{\"a\":2}\n")
        #expect(same.differences == 0)
        #expect(same.report.isEmpty)
    }

    @Test func `a line that differs is told field by field`() {
        let other = Self.compare("{\"a\":{\"b\":1},\"c\":[1,2]}\n", "{\"a\":{\"b\":2},\"c\":[1]}\n")
        #expect(other.differences == 1)
        #expect(other.report == ["line 1 differs:", "  .a.b: want 1, is 2", "  .c[1]: want 2, is nothing"])
    }

    @Test func `missing lines, extra lines and other spellings are differences`() {
        #expect(Self.compare("a\nb\n", "a\n").report == ["line 2 is missing: b"])
        #expect(Self.compare("a\n", "a\nb\n").report == ["line 2 is too many: b"])
        #expect(Self.compare("{\"a\":1}\n", "{\"a\": 1}\n").differences == 1)
        #expect(Self.compare("not json\n", "{}\n").differences == 1)
    }

    @Test func `a flood of differences is counted, not printed`() {
        let many = Self.compare(String(repeating: "a\n", count: 500))
        #expect(many.differences == 500)
        #expect(many.report.count == 11)
        #expect(many.report.last == "and 490 more lines that differ")
    }
}

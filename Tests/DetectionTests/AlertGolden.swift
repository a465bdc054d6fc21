// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

/// Compares an alert's line with a fixture, byte for byte, and says field by field what differs.
enum AlertGolden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/alerts")

    static func expect(_ line: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let golden = Array(try Data(contentsOf: folder.appending(path: name)))
        guard line != golden else { return }
        let delta = try delta(golden, line)
        let actual = String(decoding: line, as: UTF8.self)
        Issue.record("\(name):\n\(delta.joined(separator: "\n"))\nis: \(actual)", sourceLocation: sourceLocation)
    }

    static func expectText(_ text: [UInt8], is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let golden = String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        #expect(String(decoding: text, as: UTF8.self) == golden, sourceLocation: sourceLocation)
    }

    /// `path: want A, is B` for each leaf that differs; empty if only the spelling of the JSON does.
    static func delta(_ want: [UInt8], _ have: [UInt8]) throws -> [String] {
        let want = want.isEmpty ? [:] : try JSONNode.leaves(of: want)
        let have = try JSONNode.leaves(of: have)
        return Set(want.keys).union(have.keys).sorted().filter { want[$0] != have[$0] }.map {
            "\($0): want \(want[$0] ?? "nothing"), is \(have[$0] ?? "nothing")"
        }
    }
}

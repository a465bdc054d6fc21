// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents

/// What differs between two lines: field by field if both are JSON, else the lines.
enum ReplayDelta {
    /// Characters of one value.
    private static let maximumShown = 200
    /// Objects inside objects; Keyward's own output has four. Deeper values are compared as text.
    private static let maximumDepth = 8

    static func between(_ want: [UInt8], _ have: [UInt8]) -> [String] {
        guard let wanted = try? JSONValue(parsing: want), let held = try? JSONValue(parsing: have) else {
            return ["want \(shown(want))", "is   \(shown(have))"]
        }
        var wantLeaves: [String: [UInt8]] = [:]
        var haveLeaves: [String: [UInt8]] = [:]
        collect(wanted, path: "", depth: 0, into: &wantLeaves)
        collect(held, path: "", depth: 0, into: &haveLeaves)
        let paths = Set(wantLeaves.keys).union(haveLeaves.keys).sorted()
        let delta = paths.filter { wantLeaves[$0] != haveLeaves[$0] }.map { path in
            let want = wantLeaves[path].map(shown) ?? "nothing"
            return "\(path.printable): want \(want), is \(haveLeaves[path].map(shown) ?? "nothing")"
        }
        return delta.isEmpty ? ["the same fields, spelt otherwise"] : delta
    }

    static func shown(_ bytes: [UInt8]) -> String {
        let text = KernelString(bytes: bytes.prefix(maximumShown)).text
        return bytes.count > maximumShown ? text + "…" : text
    }

    private static func collect(
        _ value: JSONValue, path: String, depth: Int, into leaves: inout [String: [UInt8]]
    ) {
        if value.kind == .object, depth < maximumDepth {
            for member in value.members {
                collect(member.value, path: path + "." + member.name, depth: depth + 1, into: &leaves)
            }
        } else if value.kind == .array, depth < maximumDepth {
            for (index, element) in value.elements.enumerated() {
                collect(element, path: "\(path)[\(index)]", depth: depth + 1, into: &leaves)
            }
        } else {
            leaves[path] = Array(value.bytes)
        }
    }
}

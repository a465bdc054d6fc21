// SPDX-License-Identifier: Apache-2.0

/// Lists in a text alert, cut where they would bury the rest of it. The JSON form has them whole.
enum TextList {
    /// Elements shown.
    private static let maximum = 4

    /// `a; b; c; d; and 3 more`
    static func shown(_ elements: [String], separator: String) -> String {
        let rest = elements.count - maximum
        let shown = elements.prefix(maximum) + (rest > 0 ? ["and \(rest) more"] : [])
        return shown.joined(separator: separator)
    }

    /// `process args, cwd; workload image` of `process.args`, `process.cwd` and `workload.image`.
    static func fields(_ names: [String]) -> String {
        var groups: [(name: String, fields: [String])] = []
        for name in names.sorted() {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                groups.append((name, []))
                continue
            }
            if groups.last?.name == parts[0] {
                groups[groups.count - 1].fields.append(parts[1])
            } else {
                groups.append((parts[0], [parts[1]]))
            }
        }
        let texts = groups.map { $0.fields.isEmpty ? $0.name : "\($0.name) \(shown($0.fields, separator: ", "))" }
        return shown(texts, separator: "; ")
    }
}

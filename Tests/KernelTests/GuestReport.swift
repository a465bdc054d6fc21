// SPDX-License-Identifier: Apache-2.0

/// The report of a guest script: its cases by name, in the form that Guest/lib.sh prints.
struct GuestReport: Sendable {
    private(set) var cases: [String: GuestCase] = [:]

    init(_ text: String) {
        var current: GuestCase?
        // Bytes, not characters: a guest's output may hold any.
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let (mark, rest) = Self.split(line)
            switch mark {
            case "@case": current = GuestCase(name: rest)
            case "@out": current?.output.append(rest)
            case "@alert": current?.alertLines.append(rest)
            case "@log": current?.log.append(rest)
            case "@end":
                guard var ended = current else { continue }
                ended.status = Int(rest) ?? -1
                cases[ended.name] = ended
                current = nil
            default: continue
            }
        }
    }

    private static func split(_ line: Substring) -> (mark: String, rest: String) {
        guard let space = line.firstIndex(of: " ") else { return (String(line), "") }
        return (String(line[..<space]), String(line[line.index(after: space)...]))
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What the globs say of directories.
extension FileIndex {
    /// How many levels below `directory` a credential file may still lie; nil if none may.
    func depth(below directory: UnsafeBufferPointer<UInt8>) -> Int? {
        rows.compactMap { $0.pattern.depth(below: directory) }.max()
    }

    /// A row of each file kind that may have files below `directory`.
    func kinds(below directory: UnsafeBufferPointer<UInt8>) -> [Int] {
        kinds { $0.depth(below: directory) != nil }
    }

    /// A row of each file kind that has files right in `directory`, by a pattern without `**`.
    func kinds(rightIn directory: UnsafeBufferPointer<UInt8>) -> [Int] {
        kinds { $0.depth(below: directory) == 1 }
    }

    private func kinds(where isWanted: (PathPattern) -> Bool) -> [Int] {
        var seen: Set<Int> = []
        return rows.indices.filter { isWanted(rows[$0].pattern) && seen.insert(rows[$0].kind).inserted }
    }

    /// The literal directories of all globs, from `trees` down, each with the depth that matters below it.
    func directories(from trees: Set<String>) -> [WatchedDirectory] {
        var depths: [String: Int] = [:]
        for row in rows {
            var path = ""
            var inside = false
            for name in row.pattern.literalDirectories {
                path += "/" + name
                inside = inside || trees.contains(path)
                guard inside, let depth = path.withBytes({ row.pattern.depth(below: $0) }) else { continue }
                depths[path] = max(depths[path] ?? 0, depth)
            }
        }
        return depths.map { WatchedDirectory(path: $0.key, depth: $0.value) }.sorted {
            $0.path < $1.path
        }
    }
}

extension PathPattern {
    /// Levels below a directory that `**` reaches. Deeper files are still recognised by path; only the search for
    /// existing ones ends there.
    static let unboundedDepth = 16

    /// Components before the first that is not literal, without the last component (that is a file's name).
    var literalDirectories: [String] {
        components.dropLast().prefix { $0.kind == .literal }.map { component in
            String(decoding: bytes[component.start..<component.end], as: UTF8.self)
        }
    }

    /// How many levels below `directory` (canonical, no slash at its end, `/` for the root) it can still match.
    func depth(below directory: UnsafeBufferPointer<UInt8>) -> Int? {
        let slash = UInt8(ascii: "/")
        guard directory.first == slash else { return nil }
        let names = directory.split(separator: slash)
        var index = 0
        for name in names {
            guard index < components.count else { return nil }
            if components[index].kind == .anyDepth { return Self.unboundedDepth }
            guard matches(component: index, UnsafeBufferPointer(rebasing: name)) else { return nil }
            index += 1
        }
        guard index < components.count else { return nil }
        let hasAnyDepth = components[index...].contains { $0.kind == .anyDepth }
        return hasAnyDepth ? Self.unboundedDepth : components.count - index
    }
}

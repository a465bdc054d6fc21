// SPDX-License-Identifier: Apache-2.0

/// Finds what a path is among the globs of all profiles, but for those of block devices.
///
/// Literal paths are answered from a table. The other globs are found by the hash of their literal directory while the
/// path is walked once, so that a path costs a few lookups however many globs there are.
struct FileIndex: Sendable {
    /// One pattern of one profile's file entry, in the order of profiles and of their files.
    struct Row: Sendable {
        var pattern: PathPattern
        var source: String
        /// Index of the file entry, counted over all profiles.
        var kind: Int
        var profile: Int
        var credentialClass: CredentialClass
        var component: String
    }

    let rows: [Row]
    private let profileNames: [String]
    private var literals: [UInt64: [(path: [UInt8], target: FileTarget)]] = [:]
    private var globs: [UInt64: [Int]] = [:]
    /// For each row: what a path is that no other row matches.
    private var alone: [FileTarget] = []

    /// - Throws: `PolicyProblem` for a bad glob, or one that leaves its profile's trees.
    init(_ profiles: [PathProfile]) throws(PolicyProblem) {
        var rows: [Row] = []
        var kind = 0
        for (index, profile) in profiles.enumerated() {
            for file in profile.files {
                defer { kind += 1 }
                if file.credentialClass == .blockDevice { continue }
                for source in file.paths {
                    for pattern in try profile.patterns(of: source) {
                        rows.append(
                            Row(
                                pattern: pattern, source: source, kind: kind, profile: index,
                                credentialClass: file.credentialClass, component: file.component))
                    }
                }
            }
        }
        self.rows = rows
        profileNames = profiles.map(\.name)
        alone = rows.indices.compactMap { choose(among: [$0]) }
        for (index, row) in rows.enumerated() {
            let hash = PathHash(row.pattern.literalPrefix).value
            if row.pattern.isLiteral {
                let path = row.pattern.literalPrefix
                let matches = path.withUnsafeBufferPointer { bytes in
                    rows.indices.filter { rows[$0].pattern.matches(bytes) }
                }
                guard literals[hash]?.contains(where: { $0.path == path }) != true,
                    let target = choose(among: matches)
                else { continue }
                literals[hash, default: []].append((path, target))
            } else {
                globs[hash, default: []].append(index)
            }
        }
    }

    func target(_ path: UnsafeBufferPointer<UInt8>) -> FileTarget? {
        if let known = literals[PathHash(path).value]?.first(where: { path.elementsEqual($0.path) }) {
            return known.target
        }
        var hash = PathHash()
        var first: Int?
        var others: [Int] = []
        for byte in path {
            hash.add(byte)
            guard byte == UInt8(ascii: "/"), let candidates = globs[hash.value] else { continue }
            for index in candidates where rows[index].pattern.matches(path) {
                if first == nil { first = index } else { others.append(index) }
            }
        }
        guard let first else { return nil }
        return others.isEmpty ? alone[first] : choose(among: ([first] + others).sorted())
    }

    /// In a profile the first match counts. Among profiles a secret beats a public file, then the more exact glob.
    private func choose(among matches: [Int]) -> FileTarget? {
        var firsts: [Int] = []
        for index in matches where firsts.last.map({ rows[$0].profile }) != rows[index].profile {
            firsts.append(index)
        }
        guard let best = firsts.max(by: { weight($0) < weight($1) }) else { return nil }
        let row = rows[best]
        return FileTarget(
            file: CredentialFile(
                pattern: row.source, credentialClass: row.credentialClass, component: row.component,
                profile: profileNames[row.profile]),
            kinds: firsts.map { rows[$0] }
                .filter { $0.credentialClass.isSecret == row.credentialClass.isSecret }.map(\.kind))
    }

    private func weight(_ index: Int) -> (Int, Int, Int) {
        let row = rows[index]
        return (row.credentialClass.isSecret ? 1 : 0, row.pattern.literalPrefix.count, -index)
    }
}

extension PathProfile {
    /// The patterns that one of the profile's globs stands for.
    func patterns(of source: String) throws(PolicyProblem) -> [PathPattern] {
        let glob: Glob
        do {
            glob = try Glob(path: source)
        } catch {
            throw PolicyProblem(owner: name, message: "'\(source)': \(error)")
        }
        guard isBelowTrees(glob) else {
            throw PolicyProblem(
                owner: name, message: "'\(source)' is not below any of the profile's trees")
        }
        return glob.alternatives
    }

    /// Every path that `glob` can match lies below one of `trees`.
    package func isBelowTrees(_ glob: Glob) -> Bool {
        glob.alternatives.allSatisfy { pattern in
            trees.contains { tree in pattern.literalPrefix.starts(with: Array((tree + "/").utf8)) }
        }
    }
}

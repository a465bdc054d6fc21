// SPDX-License-Identifier: Apache-2.0

/// The block devices that profiles list openers for.
///
/// They are kept apart from `FileIndex`, because a path below `/dev` is no credential file and nothing to search or
/// watch: a device counts where the kernel says that protected files lie on it.
struct DeviceIndex: Sendable {
    private struct Row: Sendable {
        var pattern: PathPattern
        /// Index of the file entry, counted over all profiles.
        var kind: Int
        var profile: Int
    }

    private static let root = Array("/dev/".utf8)
    private let rows: [Row]

    /// - Throws: `PolicyProblem` for a bad glob, or one that leaves `/dev`.
    init(_ profiles: [PathProfile]) throws(PolicyProblem) {
        var rows: [Row] = []
        var kind = 0
        for (index, profile) in profiles.enumerated() {
            for file in profile.files {
                defer { kind += 1 }
                guard file.credentialClass == .blockDevice else { continue }
                for source in file.paths {
                    for pattern in try profile.patterns(of: source) {
                        guard pattern.literalPrefix.starts(with: Self.root) else {
                            throw PolicyProblem(
                                owner: profile.name, message: "'\(source)' is to be a block device below /dev")
                        }
                        rows.append(Row(pattern: pattern, kind: kind, profile: index))
                    }
                }
            }
        }
        self.rows = rows
    }

    /// Indices of the kinds whose openers are legitimate for the device at this path: the first match of each profile.
    func kinds(_ path: UnsafeBufferPointer<UInt8>) -> [Int] {
        var seen: Set<Int> = []
        return rows.filter { $0.pattern.matches(path) && seen.insert($0.profile).inserted }.map(\.kind)
    }
}

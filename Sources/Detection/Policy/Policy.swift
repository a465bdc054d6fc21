// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Which paths are credential files, and who may access them. Pure: it asks the machine nothing.
package struct Policy: Sendable {
    package let profiles: [PathProfile]
    /// Entries of the configuration, beside the profiles' openers.
    package let allow: [AllowEntry]
    let files: FileIndex
    let devices: DeviceIndex
    /// Openers of all profiles, then `allow`.
    let entries: [CompiledEntry]
    let kinds: [ProfileFile]
    /// For each kind: its profile.
    let kindOwners: [Int]
    /// For each kind: the entries that may cover it, so that an allowed access is found without trying all.
    let candidates: [[Int]]

    /// - Throws: `PolicyProblem` for a bad glob, an opener that no profile defines, an entry that says neither who nor
    ///   why.
    package init(profiles: [PathProfile], allow: [AllowEntry] = []) throws(PolicyProblem) {
        self.profiles = profiles
        self.allow = allow
        files = try FileIndex(profiles)
        devices = try DeviceIndex(profiles)
        kinds = profiles.flatMap(\.files)
        var entries: [CompiledEntry] = []
        var candidates: [[Int]] = []
        var kindOwners: [Int] = []
        for (index, profile) in profiles.enumerated() {
            try profile.check()
            let firstKind = candidates.count
            let firstEntry = entries.count
            for opener in profile.openers {
                let listed = profile.files.indices.filter { profile.files[$0].allow.contains(opener.name) }
                entries.append(
                    try CompiledEntry(opener, profile: index, kinds: Set(listed.map { $0 + firstKind })))
            }
            for file in profile.files {
                kindOwners.append(index)
                candidates.append(
                    profile.openers.indices.filter { file.allow.contains(profile.openers[$0].name) }
                        .map { $0 + firstEntry })
            }
        }
        let firstOwn = entries.count
        for entry in allow { entries.append(try CompiledEntry(entry)) }
        self.candidates = candidates.map { $0 + (firstOwn..<entries.count) }
        self.entries = entries
        self.kindOwners = kindOwners
    }

    /// What the file at this canonical host path is; nil if it is no credential file.
    package func classify(_ path: String) -> CredentialFile? {
        path.withBytes { files.target($0) }?.file
    }

    package func classify(_ path: KernelString) -> CredentialFile? {
        path.withBytes { files.target($0) }?.file
    }

    /// The directories to search and watch, with how deep each matters.
    package var trees: [WatchedDirectory] {
        Set(profiles.flatMap(\.trees)).sorted().compactMap { tree in
            mayHoldCredentials(directory: tree).map { WatchedDirectory(path: tree, depth: $0) }
        }
    }

    /// Every directory that a glob names literally, from `trees` down.
    package var directories: [WatchedDirectory] {
        files.directories(from: Set(profiles.flatMap(\.trees)))
    }

    /// How many levels below `directory` a credential file may lie; nil if none may. A directory above all trees may.
    package func mayHoldCredentials(directory path: String) -> Int? {
        path.withBytes { files.depth(below: $0) }
    }
}

extension Policy: Equatable {
    package static func == (left: Policy, right: Policy) -> Bool {
        left.profiles == right.profiles && left.allow == right.allow
    }
}

extension Policy: Codable {
    private enum CodingKeys: String, CodingKey { case profiles, allow }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            profiles: container.decode([PathProfile].self, forKey: .profiles),
            allow: container.decode([AllowEntry].self, forKey: .allow))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(profiles, forKey: .profiles)
        try container.encode(allow, forKey: .allow)
    }
}

extension PathProfile {
    fileprivate func check() throws(PolicyProblem) {
        let names = Set(openers.map(\.name))
        guard names.count == openers.count else {
            throw PolicyProblem(owner: name, message: "two openers have the same name")
        }
        for file in files {
            if let unknown = file.allow.first(where: { !names.contains($0) }) {
                throw PolicyProblem(owner: name, message: "no opener is called '\(unknown)'")
            }
        }
        for tree in trees {
            guard let glob = try? Glob(path: tree), glob.isLiteral else {
                throw PolicyProblem(owner: name, message: "'\(tree)' is no canonical directory path")
            }
        }
    }
}

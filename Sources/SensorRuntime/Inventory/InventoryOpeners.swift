// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents

/// Finds the allow entries that may cover an access to a file.
struct InventoryOpeners {
    /// Each profile as a policy of its own: where several know a file, each adds its openers.
    private let alone: [(profile: PathProfile, policy: Policy)]
    /// Entries of the configuration, which choose their files themselves.
    private let own: [(entry: AllowEntry, paths: [Glob])]

    init(_ policy: Policy) throws {
        alone = try policy.profiles.map { ($0, try Policy(profiles: [$0])) }
        own = try policy.allow.map { entry in (entry, try entry.files.paths.map { try Glob(path: $0) }) }
    }

    /// Openers of the profiles in their order, then entries of the configuration.
    /// - Parameter file: what the whole policy says of `path`.
    func openers(of path: KernelString, as file: CredentialFile) -> [InventoryOpener] {
        var openers: [InventoryOpener] = []
        for (profile, policy) in alone {
            // A profile that takes a secret for public, or the other way round, has no say (Detection's FileIndex).
            guard let known = policy.classify(path),
                known.credentialClass.isSecret == file.credentialClass.isSecret,
                let kind = profile.files.first(where: { $0.paths.contains(known.pattern) })
            else { continue }
            openers += profile.openers.filter { kind.allow.contains($0.name) }
                .map { InventoryOpener($0, profile: profile.name) }
        }
        return openers + own.filter { selects($0.entry.files, $0.paths, path, file) }.map { InventoryOpener($0.entry) }
    }

    /// Each list that is not empty must hold the file.
    private func selects(
        _ files: FileSelection, _ paths: [Glob], _ path: KernelString, _ file: CredentialFile
    ) -> Bool {
        (files.classes.isEmpty || files.classes.contains(file.credentialClass))
            && (files.components.isEmpty || files.components.contains(file.component))
            && (paths.isEmpty || paths.contains { $0.matches(path) })
    }
}

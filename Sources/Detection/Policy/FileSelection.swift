// SPDX-License-Identifier: Apache-2.0

/// The credential files that an allow entry is about. Each list that is not empty must hold the file.
package struct FileSelection: Sendable, Equatable, Codable {
    /// Globs over the canonical host path.
    package var paths: [String]
    package var classes: [CredentialClass]
    package var components: [String]

    package init(paths: [String] = [], classes: [CredentialClass] = [], components: [String] = []) {
        self.paths = paths
        self.classes = classes
        self.components = components
    }

    /// Every credential file, but no block device: one shows all files, so an entry must mean it.
    package var isEmpty: Bool { paths.isEmpty && classes.isEmpty && components.isEmpty }
}

// SPDX-License-Identifier: Apache-2.0

/// Credential files of one kind in a path profile.
package struct ProfileFile: Sendable, Equatable, Codable {
    /// Globs over canonical host paths.
    package var paths: [String]
    package var credentialClass: CredentialClass
    package var component: String
    /// Names of the profile's openers that may access them.
    package var allow: [String]

    private enum CodingKeys: String, CodingKey {
        case paths, component, allow
        case credentialClass = "class"
    }

    package init(
        paths: [String], credentialClass: CredentialClass, component: String, allow: [String]
    ) {
        self.paths = paths
        self.credentialClass = credentialClass
        self.component = component
        self.allow = allow
    }
}

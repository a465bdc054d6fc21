// SPDX-License-Identifier: Apache-2.0

/// What a path profile says of a path.
package struct CredentialFile: Sendable, Equatable {
    /// The glob that matched, as written in the profile.
    package var pattern: String
    package var credentialClass: CredentialClass
    /// `ca`, `apiserver`, `etcd`, `kubelet`, ...
    package var component: String
    package var profile: String

    package init(pattern: String, credentialClass: CredentialClass, component: String, profile: String) {
        self.pattern = pattern
        self.credentialClass = credentialClass
        self.component = component
        self.profile = profile
    }
}

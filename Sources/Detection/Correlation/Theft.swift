// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A credential file that was accessed by somebody who may not, as far as joins need it.
package struct Theft: Sendable, Equatable, Codable {
    package var time: WallTime
    /// The alert that told it.
    package var alertID: String
    package var severity: Severity
    package var rules: [String]
    package var host: String
    package var path: String
    /// Of the file, by its profile: `ca`, `kubelet`.
    package var component: String?
    package var credential: Credential
    /// `/usr/bin/curl (pid 4711, uid 0, login uid 1000 by sshd)`. Escaped.
    package var actor: String
    /// What happened, in a sentence. Escaped.
    package var what: String
    /// `namespace/name` of the pod in whose cgroup the process was.
    package var pod: String?

    /// What joins it to uses: the credential id, the user where the audit log has no id for such a credential, or the file.
    package var key: String {
        if let id = credential.credentialID { return id }
        if credential.kind == .legacyToken, let user = credential.user { return CredentialKey.user(user) }
        return CredentialKey.file(host: host, path: path)
    }

    /// Whoever has it makes certificates of any user.
    package var isAuthority: Bool {
        if let component, CredentialKey.clientAuthorities.contains(component) { return true }
        return credential.kind == .authority && component == nil
    }

    /// Whoever has it makes tokens of any service account.
    package var isServiceAccountKey: Bool {
        credential.kind == .serviceAccountKey || component == "service-account"
    }

    /// Whoever has it names any user, in the headers of a request that bears no credential id.
    package var isFrontProxy: Bool {
        component == "front-proxy-client" || credential.user == "front-proxy-client" || component == "front-proxy-ca"
    }
}

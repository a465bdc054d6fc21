// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A credential in a few words for people.
package enum CredentialName {
    /// `O=system:nodes, CN=system:node:node-a`, `authority CN=kubernetes`, `token of shop/cart`, `unknown (why)`; what
    /// somebody chose is escaped.
    package static func of(_ credential: Credential) -> String {
        let name = credential.subject ?? credential.user
        let text =
            switch credential.kind {
            case .certificate: name ?? "certificate of nobody"
            case .authority: "authority" + (name.map { " \($0)" } ?? "")
            case .serviceAccountKey: "signing key of service-account tokens"
            case .token: "token of \(serviceAccount(credential))"
            case .legacyToken: "token without end of \(serviceAccount(credential))"
            case .opaqueToken: "token" + ((credential.user ?? name).map { " of \($0)" } ?? "")
            case .unknown: "unknown" + (credential.problem.map { " (\($0))" } ?? "")
            }
        return text.printable
    }

    private static func serviceAccount(_ credential: Credential) -> String {
        let user = credential.user ?? credential.subject ?? ""
        return CredentialPowers.serviceAccount(user) ?? (user.isEmpty ? "nobody" : user)
    }
}

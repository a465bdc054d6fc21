// SPDX-License-Identifier: Apache-2.0

/// What names a credential in the ledger: its id in the audit log where it has one.
package enum CredentialKey {
    /// Components, in path profiles, whose key signs client certificates that the API server believes.
    static let clientAuthorities: Set<String> = ["ca", "cluster-ca", "client-ca"]

    static let certificatePrefix = "X509SHA256="
    static let tokenPrefix = "JTI="

    /// Of requests that name no credential.
    static func user(_ name: String) -> String { "user=\(name)" }

    /// Of a file whose identity is unknown.
    static func file(host: String, path: String) -> String { "file=\(host):\(path)" }

    static func isCertificate(_ key: String) -> Bool { key.hasPrefix(certificatePrefix) }
    static func isToken(_ key: String) -> Bool { key.hasPrefix(tokenPrefix) }
    static func isUser(_ key: String) -> Bool { key.hasPrefix("user=") }
}

// SPDX-License-Identifier: Apache-2.0

/// The identity in a credential file: who its holder is to Kubernetes, and how the audit log names it.
///
/// It holds nothing that is secret: no key, no signature, no part of a token but its claims.
package struct Credential: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// An X.509 certificate of a client, a server or both.
        case certificate
        /// A certificate authority: its key makes any certificate that its verifiers believe.
        case authority
        /// The key that signs service-account tokens.
        case serviceAccountKey = "service-account-key"
        /// A bound service-account token.
        case token
        /// A service-account token from a Secret, which has no end and no id in the audit log.
        case legacyToken = "legacy-token"
        /// A bootstrap token, a static token, or one of another issuer that says nothing of itself.
        case opaqueToken = "opaque-token"
        /// A file of which no identity could be read; `problem` says why.
        case unknown
    }

    /// How it is known whose the file is.
    package enum Evidence: String, Sendable, Codable, CaseIterable {
        /// It stands in the file itself.
        case file
        /// A kubeconfig holds it, or names the file that does.
        case kubeconfig
        /// The certificate beside a key, of the same stem.
        case stem
        /// The certificate that a component's command line names together with the key.
        case flags
        /// The path alone says what the file is.
        case path
    }

    package var kind: Kind
    /// `O=system:nodes, CN=system:node:node-a`, or a token's `sub`.
    package var subject: String?
    /// Kubernetes' user name: the certificate's CN, the token's `sub`.
    package var user: String?
    /// Kubernetes' groups: the certificate's O, those of every service account.
    package var groups: [String]
    /// Of a certificate, `DNS:name`, `IP:address`, `URI:uri`.
    package var alternativeNames: [String]
    /// The certificate's issuer as `subject`, the token's `iss`.
    package var issuer: String?
    /// Lower-case hexadecimal, without leading zeros.
    package var serial: String?
    package var notBefore: WallTime?
    package var notAfter: WallTime?
    /// `X509SHA256=` or `JTI=`, as `user.extra["authentication.kubernetes.io/credential-id"]` of the audit log has it.
    package var credentialID: String?
    /// Of a token.
    package var audience: [String]
    /// Of a bound token: `namespace/name` of the pod and the node's name.
    package var boundPod: String?
    package var boundNode: String?
    /// Of a certificate: `client`, `server`, or the dotted identifier of another purpose. nil if it does not say, and
    /// everything is allowed.
    package var usages: [String]?
    /// What policy calls the owner of the file: `ca`, `etcd`, `kubelet`, ... It tells one authority from another.
    package var component: String?
    package var evidence: Evidence
    /// The host path of the file that the identity was read from, where it is another.
    package var source: KernelString?
    /// Where one event is about many files, as of a directory: the one that this is about.
    package var file: KernelString?
    /// Why nothing, or not all, is known.
    package var problem: String?

    package init(kind: Kind, evidence: Evidence) {
        self.kind = kind
        self.evidence = evidence
        groups = []
        alternativeNames = []
        audience = []
    }
}

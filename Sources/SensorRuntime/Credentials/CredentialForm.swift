// SPDX-License-Identifier: Apache-2.0

import Detection

/// How the identity of a credential file is to be found, told from its name and class alone.
enum CredentialForm: Equatable {
    /// A private key and nothing else: it is never opened, the certificate beside it says whose it is.
    case bareKey
    /// Certificates in PEM or DER; a private key may lie beside them.
    case certificates
    case kubeconfig
    case token
    /// Not opened, because there is no identity in it: why.
    case none(String)

    /// - Parameter path: host path.
    init(_ path: String, credentialClass: CredentialClass) {
        let name = Self.name(of: path)
        switch credentialClass {
        case .kubeconfig: self = .kubeconfig
        case .token: self = .token
        case .datastore, .blockDevice: self = .none("it holds many credentials")
        case .certificate:
            if name.contains(".pub") {
                self = .none("it is a public key, no certificate")
            } else if name.contains(".csr") {
                self = .none("it is a request for a certificate, no certificate")
            } else {
                self = Self.isBareKey(path) ? .bareKey : .certificates
            }
        case .privateKey:
            if Self.isBareKey(path) {
                self = .bareKey
            } else if name.contains(".conf") || name.contains("kubeconfig") {
                // A copy of one, or an editor's file.
                self = .kubeconfig
            } else if [".p12", ".pfx", ".jks"].contains(where: { name.contains($0) }) {
                self = .none("it is an archive under a password")
            } else {
                // The kubelet's files hold both; of any other name nothing is known, and it is left alone.
                self = name.contains(".pem") ? .certificates : .bareKey
            }
        }
    }

    /// Whether a name is that of a private key alone (`ca.key`, `ca.key.bak`, `server-key.pem`, `key.pem`).
    static func isBareKey(_ path: String) -> Bool {
        let name = name(of: path)
        if name.contains(".key") { return true }
        guard let stem = name.split(separator: ".").first, name.contains(".pem") || name.contains(".der") else {
            return false
        }
        return stem == "key" || stem.hasSuffix("-key") || stem.hasSuffix("_key")
    }

    static func name(of path: String) -> Substring { path.split(separator: "/").last ?? "" }
}

// SPDX-License-Identifier: Apache-2.0

/// What a credential file holds.
package enum CredentialClass: String, Sendable, Codable, CaseIterable {
    case privateKey = "private-key"
    case kubeconfig
    case token
    case certificate
    case datastore
    /// No file, but the device under protected ones, which shows all of them.
    case blockDevice = "block-device"

    /// Whoever reads it can act as someone. Only a certificate is public.
    package var isSecret: Bool { self != .certificate }
}

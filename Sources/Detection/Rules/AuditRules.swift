// SPDX-License-Identifier: Apache-2.0

/// The rules over audit events, by id.
package enum AuditRules {
    package static let all: [any AuditRule] = rules(AuditSettings())

    package static func rules(_ settings: AuditSettings) -> [any AuditRule] {
        [
            ClientCertificateRequested(),
            CertificateRequestApproved(settings: settings),
            PrivilegedSubjectRequested(settings: settings),
            NodeIdentityMisused(),
            TokenRequested(),
            PrivilegedTokenRequested(settings: settings),
            TokenSecretCreated(),
            CredentialGrant(),
            CredentialReach(),
            LegacyTokenUsed(),
            WriteUnseen(),
        ]
    }
}

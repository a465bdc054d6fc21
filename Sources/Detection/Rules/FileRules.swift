// SPDX-License-Identifier: Apache-2.0

/// The rules over accesses to credential files, by id.
package enum FileRules {
    package static let all: [any FileRule] = [
        SecretReadRule(),
        CredentialRenameRule(),
        NewWayRule(),
        CredentialWriteRule(),
        CertificateReadRule(),
        RawDeviceRule(),
    ]
}

// SPDX-License-Identifier: Apache-2.0

/// The rules over audit events, by id.
package enum AuditRules {
    package static let all: [any AuditRule] = [
        ClientCertificateRequested(),
        CertificateRequestApproved(),
        TokenRequested(),
    ]
}

// SPDX-License-Identifier: Apache-2.0

/// Who asked, as authentication.k8s.io/v1 UserInfo.
package struct AuditUser: Sendable, Equatable {
    package var username: String?
    package var uid: String?
    package var groups: [String]?
    package var extra: [String: [String]]

    package init(
        username: String? = nil, uid: String? = nil, groups: [String]? = nil, extra: [String: [String]] = [:]
    ) {
        self.username = username
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// `X509SHA256=` or `JTI=` of the credential that authenticated the request: on every event of an X.509 client and
    /// of a bound token since Kubernetes 1.32 (kubernetes#125634, #128169), absent otherwise. Whoever holds the
    /// front-proxy client key can invent it.
    package var credentialID: String? { extra[Self.credentialIDKey]?.first }

    package static let credentialIDKey = "authentication.kubernetes.io/credential-id"
}

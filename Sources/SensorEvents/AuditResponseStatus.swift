// SPDX-License-Identifier: Apache-2.0

/// What the API server answered (`responseStatus`).
package struct AuditResponseStatus: Sendable, Equatable {
    /// How the record spelt the code: some forwarders turn it into a string or a float.
    package enum CodeKind: String, Sendable {
        case integer, fraction, string, other
    }

    /// The HTTP status, however it was spelt, where it is a whole number.
    package var code: Int?
    /// nil when the record has no code, or a null.
    package var codeKind: CodeKind?
    package var status: String?
    package var reason: String?

    package init(code: Int? = nil, codeKind: CodeKind? = nil, status: String? = nil, reason: String? = nil) {
        self.code = code
        self.codeKind = codeKind ?? (code == nil ? nil : .integer)
        self.status = status
        self.reason = reason
    }
}

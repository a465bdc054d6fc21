// SPDX-License-Identifier: Apache-2.0

extension AuditEvent {
    /// Joins the stages of one request. The audit ID alone does not: the client may choose it, and use it twice.
    package var requestKey: String {
        Self.join([auditID, requestReceivedTimestamp, verb, requestURI])
    }

    /// What must be hashed to name this very record: the request, the stage, and what the stage says. The same stage
    /// twice with other content gives other bytes, so that nobody hides behind an audit ID already seen; the wrapping
    /// it arrived in does not count, so that the same record read from the log and from the webhook is one.
    package var contentDigestInput: [UInt8] {
        var fields: [String?] = [requestKey, stage, level, userAgent]
        fields += [String(sourceIPs.count)] + sourceIPs.map(Optional.some)
        for user in [user, impersonatedUser] {
            let groups = user?.groups ?? []
            fields += [user?.username, user?.uid, user?.credentialID, String(groups.count)]
            fields += groups.map(Optional.some)
        }
        let object = objectRef
        fields += [object?.resource, object?.subresource, object?.apiGroup, object?.apiVersion]
        fields += [object?.namespace, object?.name, object?.uid]
        let status = responseStatus
        fields += [status?.code.map { String($0) }, status?.status, status?.reason]
        for (name, value) in annotations.sorted(by: { $0.key < $1.key }) { fields += [name, value] }
        var bytes = Array(Self.join(fields).utf8)
        for body in [requestObject, responseObject] {
            bytes += Array(";\(body?.bytes.count ?? -1):".utf8)
            bytes += body?.bytes ?? []
        }
        return bytes
    }

    /// Length before text, so that no text can pretend to be two; absent differs from empty.
    private static func join(_ fields: [String?]) -> String {
        fields.map { field in field.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Google Cloud LogEntry of a GKE control plane (cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry).
enum AuditGoogle {
    static let serviceName = "k8s.io"

    static func decode(_ record: JSONValue) -> DecodedItem {
        guard let payload = record["protoPayload"], payload.kind == .object else {
            return .foreign(kind: "LogEntry without protoPayload")
        }
        guard payload["serviceName"]?.string == serviceName else {
            return .foreign(kind: "LogEntry of another service")
        }
        var reader = AuditFieldReader()
        var event = AuditEvent(time: WallTime(nanoseconds: 0), form: .gke)
        event.auditID = reader.string(record["operation"]?["id"] ?? record["insertId"], "operation.id")
        // Cloud Audit Logs have one entry a request, written when it is answered.
        event.stage = "ResponseComplete"
        event.requestReceivedTimestamp = reader.string(record["timestamp"], "timestamp")
        let method = reader.string(payload["methodName"], "protoPayload.methodName")
        event.verb = method?.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init)
        let name = reader.string(payload["resourceName"], "protoPayload.resourceName")
        event.objectRef = name.map(objectReference)
        event.requestURI = name.map { ($0.hasPrefix("core/") ? "/api/" + $0.dropFirst(5) : "/apis/" + $0) }
        event.user = user(payload, &reader)
        let metadata = payload["requestMetadata"]
        let caller = reader.string(
            metadata?["callerIp"] ?? metadata?["callerIP"], "protoPayload.requestMetadata.callerIp")
        event.sourceIPs = caller.map { [$0] } ?? []
        event.userAgent = reader.string(
            metadata?["callerSuppliedUserAgent"], "protoPayload.requestMetadata.callerSuppliedUserAgent")
        event.requestObject = payload["request"].flatMap { $0.isNull ? nil : $0 }
        event.responseObject = payload["response"].flatMap { $0.isNull ? nil : $0 }
        event.annotations = reader.annotations(record["labels"])
        event.responseStatus = status(payload["status"], &reader)
        event.malformed = reader.malformed
        event.setTime()
        event.readPantherFields(record)
        event.record = record
        return .audit(event)
    }

    private static func user(_ payload: JSONValue, _ reader: inout AuditFieldReader) -> AuditUser? {
        let info = payload["authenticationInfo"]
        for field in ["principalEmail", "principalSubject"] {
            let name = reader.string(info?[field], "protoPayload.authenticationInfo.\(field)")
            if let name, !name.isEmpty { return AuditUser(username: name) }
        }
        return nil
    }

    /// `core/v1/namespaces/NS/RESOURCE/NAME/SUBRESOURCE` or `GROUP/VERSION/RESOURCE/NAME/SUBRESOURCE`.
    private static func objectReference(_ name: String) -> AuditObjectReference {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        func part(_ index: Int) -> String? { parts.indices.contains(index) ? parts[index] : nil }
        // A namespace itself has these two subresources, and no resource is called so.
        let isOfNamespace = parts.count == 5 && (part(4) == "status" || part(4) == "finalize")
        let isNamespaced = part(2) == "namespaces" && parts.count >= 5 && !isOfNamespace
        let first = isNamespaced ? 4 : 2
        return AuditObjectReference(
            resource: part(first), subresource: part(first + 2), apiGroup: part(0) == "core" ? "" : part(0),
            apiVersion: part(1), namespace: isNamespaced ? part(3) : nil, name: part(first + 1))
    }

    /// google.rpc.Status: absent or 0 is success. The HTTP code that stands for it is google.rpc.Code's own mapping.
    private static func status(_ value: JSONValue?, _ reader: inout AuditFieldReader) -> AuditResponseStatus? {
        guard let status = reader.object(value, "protoPayload.status"), let code = status["code"]?.lenientInteger,
            code != 0
        else { return AuditResponseStatus(code: 200) }
        let http: [Int: Int] = [
            1: 499, 2: 500, 3: 400, 4: 504, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 12: 501,
            13: 500, 14: 503, 15: 500, 16: 401,
        ]
        return AuditResponseStatus(
            code: http[code] ?? code, status: "Failure",
            reason: reader.string(status["message"], "protoPayload.status.message"))
    }
}

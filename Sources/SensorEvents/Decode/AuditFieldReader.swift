// SPDX-License-Identifier: Apache-2.0

/// Reads the fields of one audit event, and remembers those of the wrong type instead of failing.
struct AuditFieldReader {
    private(set) var malformed: [String] = []

    mutating func string(_ value: JSONValue?, _ name: String) -> String? {
        read(value, name) { $0.string }
    }

    mutating func strings(_ value: JSONValue?, _ name: String) -> [String]? {
        read(value, name) { $0.strings }
    }

    mutating func object(_ value: JSONValue?, _ name: String) -> JSONValue? {
        read(value, name) { $0.kind == .object ? $0 : nil }
    }

    mutating func user(_ value: JSONValue?, _ name: String) -> AuditUser? {
        guard let value = object(value, name) else { return nil }
        var user = AuditUser()
        user.username = string(value["username"], "\(name).username")
        user.uid = string(value["uid"], "\(name).uid")
        user.groups = strings(value["groups"], "\(name).groups")
        if let extra = object(value["extra"], "\(name).extra") {
            for member in extra.members {
                // A single string where the API has a list is what some forwarders make of a list of one.
                user.extra[member.name] =
                    member.value.string.map { [$0] } ?? strings(member.value, "\(name).extra")
            }
        }
        return user
    }

    mutating func objectReference(_ value: JSONValue?) -> AuditObjectReference? {
        guard let value = object(value, "objectRef") else { return nil }
        return AuditObjectReference(
            resource: string(value["resource"], "objectRef.resource"),
            subresource: string(value["subresource"], "objectRef.subresource"),
            apiGroup: string(value["apiGroup"], "objectRef.apiGroup"),
            apiVersion: string(value["apiVersion"], "objectRef.apiVersion"),
            namespace: string(value["namespace"], "objectRef.namespace"),
            name: string(value["name"], "objectRef.name"), uid: string(value["uid"], "objectRef.uid"))
    }

    mutating func responseStatus(_ value: JSONValue?) -> AuditResponseStatus? {
        guard let value = object(value, "responseStatus") else { return nil }
        var status = AuditResponseStatus(
            status: string(value["status"], "responseStatus.status"),
            reason: string(value["reason"], "responseStatus.reason"))
        guard let code = value["code"], !code.isNull else { return status }
        status.code = code.lenientInteger
        switch code.kind {
        case .string: status.codeKind = .string
        case .number: status.codeKind = code.isWrittenAsInteger ? .integer : .fraction
        default: status.codeKind = .other
        }
        if status.codeKind != .integer || status.code == nil { malformed.append("responseStatus.code") }
        return status
    }

    mutating func annotations(_ value: JSONValue?) -> [String: String] {
        guard let value = object(value, "annotations") else { return [:] }
        var annotations: [String: String] = [:]
        for member in value.members {
            annotations[member.name] = member.value.string ?? String(decoding: member.value.bytes, as: UTF8.self)
        }
        return annotations
    }

    /// null counts as absent, as it does for the API server.
    private mutating func read<T>(_ value: JSONValue?, _ name: String, _ convert: (JSONValue) -> T?) -> T? {
        guard let value, !value.isNull else { return nil }
        if let converted = convert(value) { return converted }
        malformed.append(name)
        return nil
    }
}

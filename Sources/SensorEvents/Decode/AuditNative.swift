// SPDX-License-Identifier: Apache-2.0

extension AuditEvent {
    /// Whether an object is an audit event as the API server writes it. `kind` and `apiVersion` do not decide it:
    /// items of an EventList have neither.
    static func isNative(_ value: JSONValue) -> Bool {
        if let version = value["apiVersion"]?.string, value["kind"]?.string == "Event" {
            return version.hasPrefix("audit.k8s.io/")
        }
        if value["auditID"]?.string != nil { return true }
        guard value["verb"] != nil else { return false }
        return value["user"] != nil || value["objectRef"] != nil || value["requestURI"] != nil
    }

    /// Reads an audit.k8s.io Event. Values of the wrong type are absent and named in `malformed`.
    init(native value: JSONValue, form: AuditForm, record: JSONValue? = nil) {
        self.init(time: WallTime(nanoseconds: 0), form: form)
        var fields: [String: JSONValue] = [:]
        for member in value.members { fields[member.name] = member.value }
        var reader = AuditFieldReader()
        auditID = reader.string(fields["auditID"], "auditID")
        level = reader.string(fields["level"], "level")
        stage = reader.string(fields["stage"], "stage")
        verb = reader.string(fields["verb"], "verb")
        requestURI = reader.string(fields["requestURI"], "requestURI")
        user = reader.user(fields["user"], "user")
        impersonatedUser = reader.user(fields["impersonatedUser"], "impersonatedUser")
        sourceIPs = reader.strings(fields["sourceIPs"], "sourceIPs") ?? []
        userAgent = reader.string(fields["userAgent"], "userAgent")
        objectRef = reader.objectReference(fields["objectRef"])
        responseStatus = reader.responseStatus(fields["responseStatus"])
        requestObject = fields["requestObject"].flatMap { $0.isNull ? nil : $0 }
        responseObject = fields["responseObject"].flatMap { $0.isNull ? nil : $0 }
        annotations = reader.annotations(fields["annotations"])
        requestReceivedTimestamp = reader.string(fields["requestReceivedTimestamp"], "requestReceivedTimestamp")
        stageTimestamp = reader.string(fields["stageTimestamp"], "stageTimestamp")
        malformed = reader.malformed
        setTime()
        readPantherFields(record ?? value)
        self.record = record ?? value
    }

    /// Fills `time` from the timestamps.
    mutating func setTime() {
        let candidates = [
            ("requestReceivedTimestamp", requestReceivedTimestamp), ("stageTimestamp", stageTimestamp),
        ]
        var parsed: [WallTime] = []
        for (name, text) in candidates {
            guard let text else { continue }
            if let time = WallTime(rfc3339: text) { parsed.append(time) } else { malformed.append(name) }
        }
        time = parsed.first ?? WallTime(nanoseconds: 0)
    }

    mutating func readPantherFields(_ record: JSONValue) {
        pantherLogType = record["p_log_type"]?.string
        pantherSourceLabel = record["p_source_label"]?.string
    }
}

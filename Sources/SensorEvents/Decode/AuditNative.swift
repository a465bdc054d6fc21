// SPDX-License-Identifier: Apache-2.0

extension AuditEvent {
    /// What is read of an audit event, and of what tells it from other records.
    static let fieldNames: Set<String> = [
        "kind", "apiVersion", "level", "auditID", "stage", "requestURI", "verb", "user", "impersonatedUser",
        "sourceIPs",
        "userAgent", "objectRef", "responseStatus", "requestObject", "responseObject", "requestReceivedTimestamp",
        "stageTimestamp", "annotations", "p_log_type", "p_source_label", "openshift",
    ]

    /// Whether an object is an audit event as the API server writes it. `kind` and `apiVersion` do not decide it:
    /// items of an EventList have neither.
    static func isNative(_ fields: JSONFields) -> Bool {
        if let version = fields["apiVersion"]?.string, fields["kind"]?.string == "Event" {
            return version.hasPrefix("audit.k8s.io/")
        }
        if fields["auditID"]?.string != nil { return true }
        guard fields["verb"] != nil else { return false }
        return fields["user"] != nil || fields["objectRef"] != nil || fields["requestURI"] != nil
    }

    /// Reads an audit.k8s.io Event. Values of the wrong type are absent and named in `malformed`.
    ///
    /// - Parameter fields: its `fieldNames`, if they were read before.
    init(native value: JSONValue, fields: JSONFields? = nil, form: AuditForm, record: JSONValue? = nil) {
        self.init(time: WallTime(nanoseconds: 0), form: form)
        let fields = fields ?? JSONFields(value, Self.fieldNames)
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
        if let record {
            readPantherFields(record)
        } else {
            pantherLogType = fields["p_log_type"]?.string
            pantherSourceLabel = fields["p_source_label"]?.string
        }
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

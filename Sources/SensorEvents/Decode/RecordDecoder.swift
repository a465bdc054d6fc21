// SPDX-License-Identifier: Apache-2.0

/// Tells what a record is and decodes it: an audit event in any of its wrappings, a Tracee event, or something else.
package enum RecordDecoder {
    /// Decodes one top-level JSON value (a line, or a webhook's body), which a batch makes several items in order.
    /// Never fails: what cannot be read is an `.other` that says why.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, maximumBytes: Int = JSONLimits.maximumLineBytes
    ) -> [DecodedItem] {
        guard bytes.count <= maximumBytes else {
            return [.other(reason: JSONError.Code.tooLong.rawValue, offset: maximumBytes)]
        }
        return decode(Array(bytes), maximumBytes: maximumBytes)
    }

    package static func decode(
        _ bytes: [UInt8], maximumBytes: Int = JSONLimits.maximumLineBytes
    ) -> [DecodedItem] {
        guard bytes.count <= maximumBytes else {
            return [.other(reason: JSONError.Code.tooLong.rawValue, offset: maximumBytes)]
        }
        do throws(JSONError) {
            return decode(try JSONValue(parsing: bytes))
        } catch {
            // Damage in what is no audit record takes nothing from anybody.
            guard looksLikeAudit(bytes) else { return [.other(reason: error.code.rawValue, offset: error.offset)] }
            return [AuditRecovery.item(from: bytes, form: .native, error)]
        }
    }

    /// Whether damaged text may have been an audit record: it names one of the fields that only those have.
    private static func looksLikeAudit(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { auditMarks?.firstMatch(in: $0) != nil }
    }

    private static let auditMarks = NeedleSearch(
        ["auditID", "requestURI", "objectRef", "audit.k8s.io", "protoPayload"].map { Array($0.utf8) })

    /// What tells the forms apart.
    private static let fieldNames = AuditEvent.fieldNames.union([
        "schema", "eventName", "name", "items", "records", "logEvents", "events", "protoPayload", "category",
        "properties",
        "message",
    ])

    package static func decode(_ value: JSONValue) -> [DecodedItem] {
        guard value.kind == .object else { return [.other(reason: "no JSON object")] }
        let fields = JSONFields(value, fieldNames)
        if fields["schema"]?.string?.hasPrefix("keyward.capture/") == true { return [.captureLine] }
        if fields["eventName"] ?? fields["name"] != nil, let record = TraceeRecord(value) { return [.tracee(record)] }
        if AuditEvent.isNative(fields) { return [single(value, fields)] }
        if let items = eventList(fields) { return items }
        if let records = fields["records"], records.kind == .array {
            return batch(records) { single($0.detached()) }
        }
        if let events = fields["logEvents"] ?? fields["events"], events.kind == .array {
            return batch(events) { AuditCloudWatch.decode($0, in: value) }
        }
        return [single(value, fields)]
    }

    private static func single(_ value: JSONValue) -> DecodedItem {
        single(value, JSONFields(value, fieldNames))
    }

    /// A record that is no batch. Panther's label, where there is one, says which form it is before its look does.
    private static func single(_ value: JSONValue, _ fields: JSONFields) -> DecodedItem {
        switch fields["p_log_type"]?.string {
        case "Azure.MonitorActivity": return AuditAzure.decode(value)
        case "GCP.AuditLog": return AuditGoogle.decode(value)
        default: break
        }
        if AuditEvent.isNative(fields) {
            return .audit(AuditEvent(native: value, fields: fields, form: nativeForm(fields)))
        }
        if fields["protoPayload"] != nil { return AuditGoogle.decode(value) }
        if fields["category"] != nil, fields["properties"]?.kind == .object { return AuditAzure.decode(value) }
        if fields["message"]?.string != nil { return AuditCloudWatch.decode(value, in: value) }
        return .other(reason: "no form this sensor knows")
    }

    private static func nativeForm(_ fields: JSONFields) -> AuditForm {
        if fields["p_log_type"]?.string == "Amazon.EKS.Audit" { return .eks }
        return fields["openshift"] != nil ? .openshift : .native
    }

    /// audit.k8s.io EventList. The core API has a kind of the same name, with another apiVersion.
    private static func eventList(_ fields: JSONFields) -> [DecodedItem]? {
        guard fields["kind"]?.string == "EventList", let items = fields["items"], items.kind == .array else {
            return nil
        }
        if let version = fields["apiVersion"]?.string, !version.hasPrefix("audit.k8s.io/") { return nil }
        return batch(items) { item in
            guard item.kind == .object else { return .other(reason: "EventList item is no object") }
            return .audit(AuditEvent(native: item.detached(), form: .eventListItem))
        }
    }

    /// One item for each element; an empty batch is still a record, and says so.
    private static func batch(_ elements: JSONValue, _ decode: (JSONValue) -> DecodedItem) -> [DecodedItem] {
        let items = elements.elements.map(decode)
        return items.isEmpty ? [.other(reason: "empty batch")] : items
    }
}

// SPDX-License-Identifier: Apache-2.0

/// CloudWatch log events of an EKS control plane: the audit event is a JSON text in `message`.
enum AuditCloudWatch {
    /// How CloudWatch marks a message it cut.
    private static let truncationMark = "[Truncated...]"

    /// Whether a value is one log event, `{"message": "..."}`.
    static func isLogEvent(_ value: JSONValue) -> Bool { value["message"]?.string != nil }

    /// `envelope` is the whole top-level record. What Panther would be given is that record where it bears Panther's
    /// label, else the message.
    static func decode(_ logEvent: JSONValue, in envelope: JSONValue) -> DecodedItem {
        guard let message = logEvent["message"]?.string else {
            return .other(reason: "CloudWatch event without message")
        }
        if message.hasSuffix(truncationMark) { return .other(reason: "CloudWatch cut the message") }
        do throws(JSONError) {
            let value = try JSONValue(parsing: Array(message.utf8))
            guard value.kind == .object, AuditEvent.isNative(value) else {
                return .other(reason: "CloudWatch message is no audit event")
            }
            let labelled = envelope["p_log_type"]?.string != nil
            return .audit(AuditEvent(native: value, form: .eks, record: labelled ? envelope : nil))
        } catch {
            return .other(reason: "CloudWatch message: \(error.code.rawValue)", offset: error.offset)
        }
    }
}

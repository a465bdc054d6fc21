// SPDX-License-Identifier: Apache-2.0

/// CloudWatch log events of an EKS control plane: the audit event is a JSON text in `message`.
enum AuditCloudWatch {
    /// How CloudWatch marks a message it cut.
    private static let truncationMark = "[Truncated...]"

    /// `envelope` is the whole top-level record. What Panther would be given is that record where it bears Panther's
    /// label, else the message.
    static func decode(_ logEvent: JSONValue, in envelope: JSONValue) -> DecodedItem {
        guard let message = logEvent["message"]?.string else {
            return .other(reason: "CloudWatch event without message")
        }
        let labelled = envelope["p_log_type"]?.string != nil
        if message.hasSuffix(truncationMark) {
            let text = Array(message.utf8.dropLast(truncationMark.utf8.count))
            return .audit(
                AuditRecovery.event(
                    from: text[...], form: .eks, damage: "CloudWatch cut the message", time: time(logEvent)))
        }
        do throws(JSONError) {
            let value = try JSONValue(parsing: Array(message.utf8))
            let fields = JSONFields(value, AuditEvent.fieldNames)
            guard AuditEvent.isNative(fields) else {
                return .foreign(kind: "CloudWatch message that is no audit event")
            }
            return .audit(AuditEvent(native: value, fields: fields, form: .eks, record: labelled ? envelope : nil))
        } catch {
            // The streams of the other components carry klog text (`I1120 23:51:46 ...`).
            guard message.utf8.first == UInt8(ascii: "{") else { return .foreign(kind: "CloudWatch message of text") }
            let reason = "CloudWatch message: \(error.code.rawValue)"
            let event = AuditRecovery.event(
                from: Array(message.utf8)[...], form: .eks, damage: reason, time: time(logEvent))
            return .damagedAudit([event], reason: reason, offset: error.offset)
        }
    }

    /// Milliseconds since the epoch (CloudWatch Logs API, `InputLogEvent`).
    private static func time(_ logEvent: JSONValue) -> WallTime? {
        guard let milliseconds = logEvent["timestamp"]?.lenientInteger, milliseconds > 0,
            milliseconds < Int.max / 1_000_000
        else { return nil }
        return WallTime(nanoseconds: UInt64(milliseconds) * 1_000_000)
    }
}

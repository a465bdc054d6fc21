// SPDX-License-Identifier: Apache-2.0

/// Azure Monitor diagnostic records of an AKS control plane: the audit event is a JSON text in `properties.log`.
/// Categories: learn.microsoft.com/azure/aks/monitor-aks-reference.
enum AuditAzure {
    static let categories: Set<String> = ["kube-audit", "kube-audit-admin"]

    static func decode(_ record: JSONValue) -> DecodedItem {
        guard let category = record["category"]?.string else { return .other(reason: "AKS record without category") }
        guard categories.contains(category) else {
            return .foreign(kind: "AKS record of category \(category.prefix(64))")
        }
        guard let log = record["properties"]?["log"]?.string else {
            return .other(reason: "AKS audit record without properties.log")
        }
        do throws(JSONError) {
            let event = try JSONValue(parsing: Array(log.utf8))
            guard event.kind == .object else { return .other(reason: "AKS audit record holds no JSON object") }
            return .audit(AuditEvent(native: event, form: .aks, record: record))
        } catch {
            let reason = "AKS properties.log: \(error.code.rawValue)"
            let event = AuditRecovery.event(from: Array(log.utf8)[...], form: .aks, damage: reason)
            return .damagedAudit([event], reason: reason, offset: error.offset)
        }
    }
}

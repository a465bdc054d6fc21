// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2012: what a write to one of the resources that other rules judge contained is missing from the record.
package struct WriteUnseen: AuditRule {
    /// What the API server puts in the place of what it left out (audit.k8s.io/truncated), and AKS in that of a body.
    private static let truncated = "audit.k8s.io/truncated"
    private static let skipped = "skipped-too-big-size-object"

    /// The last are for records that are damaged: what stands before the damage names the resource.
    package static let needles = [
        truncated, skipped, "[Truncated...]", "certificatesigningrequests", "podcertificaterequests", "\"token\"",
        "/token\"", "/token?", "/token/", "/exec",
    ]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard let cause = Self.cause(event) else { return nil }
        let target = RequestTarget(event)
        guard event.tellsOutcome || event.damage != nil && event.stage != "RequestReceived",
            Self.mayBeJudged(event, target)
        else { return nil }
        if event.isExcused({ Self.isRoutine($0, target) }) { return nil }
        let outcome = AuditOutcome(event)
        let isPod = target.map { !Self.isCredential($0) } ?? false
        let severity = event.isDryRun || isPod ? min(.low, outcome.severity(.low)) : outcome.severity(.medium)
        let object = target.map { "\(AuditEvent.shown(Self.kind($0))) \(event.objectPath($0))" }
        let verb = event.verb.map(AuditEvent.shown) ?? "did something"
        return Finding(
            rule: Self.info, severity: severity,
            reason: "\(event.actorText): \(verb) \(object ?? "to an object that the record does not name"), and "
                + "\(cause), so that what was written cannot be judged\(outcome.clause).")
    }

    private static func cause(_ event: AuditEvent) -> String? {
        if let damage = event.damage { return "the record is damaged (\(AuditEvent.shown(damage)))" }
        if event.annotations[truncated] != nil { return "the API server cut the bodies from the record" }
        return event.requestObject?.string == skipped ? "the body was left out as too big" : nil
    }

    /// Whether nothing that is known rules out that another rule would have had something to say of the body.
    private static func mayBeJudged(_ event: AuditEvent, _ target: RequestTarget?) -> Bool {
        guard let target else {
            // An undamaged record without any object is no write to one.
            return event.damage != nil && (event.isWrite || event.verb == nil)
                && event.requestURI.map { $0.hasPrefix("/api") } ?? true
        }
        if target.resource == "pods", target.subresource == "exec" { return event.damage != nil }
        guard event.isWrite || event.verb == nil else { return false }
        return isCredential(target) || HostPathVolumes.canHold(target) && target.subresource.isEmpty
    }

    private static func isCredential(_ target: RequestTarget) -> Bool {
        target.isCertificateRequest || target.isPodCertificateRequest || target.isServiceAccountToken
            || RoleGrants.isRoleOrBinding(target) || target.resource == "secrets" && target.apiGroup.isEmpty
    }

    private static func kind(_ target: RequestTarget) -> String {
        target.resource + (target.subresource.isEmpty ? "" : "/\(target.subresource)")
    }

    /// Controllers that write pods of other people's templates, and roles that collect other roles.
    private static func isRoutine(_ user: AuditUser, _ target: RequestTarget?) -> Bool {
        guard let target else { return false }
        if HostPathVolumes.canHold(target) { return KnownIdentity.isWorkloadController(user) }
        return RoleGrants.isRoleOrBinding(target)
            && (KnownIdentity.isAPIServer(user) || KnownIdentity.isAggregationController(user))
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2007: a token was requested of a privileged service account, bound to nothing, or for longer than a day.
package struct PrivilegedTokenRequested: AuditRule {
    /// Seconds that a token may live without being remarkable for it.
    private static let ordinaryLifetime = 24 * 3600

    package static let needles = TokenRequestRoutine.needles

    private let settings: AuditSettings

    package init(settings: AuditSettings = AuditSettings()) {
        self.settings = settings
    }

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard let request = TokenRequestRoutine(event), !request.holds, !request.isNodeTooEarly else { return nil }
        let (target, body, outcome) = (request.target, request.body, request.outcome)
        let isPrivileged = PrivilegedServiceAccounts.contains(
            namespace: target.namespace, name: target.name, settings)
        let isLong = (body?.expirationSeconds ?? 0) > Self.ordinaryLifetime
        let isUnbound = body.map { !$0.isBound } ?? false
        guard isPrivileged || isLong || isUnbound else { return nil }
        let ordinary = Self.severity(isPrivileged: isPrivileged, isLong: isLong, body)
        return Finding(
            rule: Self.info, severity: Self.severity(ordinary, outcome, isPrivileged: isPrivileged),
            reason: Self.reason(event, target, body, outcome, isPrivileged: isPrivileged, isLong: isLong))
    }

    private static func severity(isPrivileged: Bool, isLong: Bool, _ body: TokenRequestBody?) -> Severity {
        // A token that only another system takes is no login here, whatever account it names.
        if body?.isForOtherSystems == true { return isPrivileged && isLong ? .high : .medium }
        if isPrivileged, isLong { return .critical }
        return body != nil && (isPrivileged || isLong) ? .high : .medium
    }

    /// That somebody tried for an administrator's token stays visible.
    private static func severity(_ ordinary: Severity, _ outcome: AuditOutcome, isPrivileged: Bool) -> Severity {
        if case .refused = outcome { return isPrivileged ? .medium : .low }
        return outcome.severity(ordinary)
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ body: TokenRequestBody?, _ outcome: AuditOutcome,
        isPrivileged: Bool, isLong: Bool
    ) -> String {
        var marks: [String] = []
        if isPrivileged { marks.append("the account is one that can take over the cluster") }
        if isLong, let seconds = body?.expirationSeconds {
            marks.append("the token is to live \(seconds) s, which is \(seconds / 86400) days")
        }
        if let body {
            if !body.isBound { marks.append("it is bound to nothing, so that only its end ends it") }
        } else {
            marks.append("its terms are not logged")
        }
        let dryRun = event.isDryRun ? " in a dry run, which returns a working token all the same" : ""
        return "\(event.actorText) asked for a token of the service account \(target.path)\(dryRun): "
            + marks.joined(separator: "; ") + "\(outcome.clause)."
    }
}

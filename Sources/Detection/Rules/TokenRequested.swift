// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2006: a service account token was requested by other than a kubelet for its own pod or a known controller.
package struct TokenRequested: AuditRule {
    /// What kube-controller-manager asks for, and the default of the API.
    private static let routineLifetime = 3600
    /// How programs that contain a kubelet call themselves. Another name under a node's identity is telling; one of
    /// these proves nothing.
    private static let kubeletAgents = ["kubelet/", "k3s/", "rke2/", "kubelite/", "microshift/"]

    package static let needles = ["\"token\"", "/token"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, event.verb == "create", let target = RequestTarget(event),
            target.isServiceAccountToken
        else { return nil }
        let body = TokenRequestBody(event)
        let outcome = AuditOutcome(event)
        // A dry run returns a token that works, and no component asks for one.
        if !event.isDryRun, event.isExcused({ Self.isRoutine($0, event, target, body, outcome) }) { return nil }
        var severity = outcome.severity(Self.info.severity)
        // The node authorizer lags behind the scheduler, so kubelets are refused now and then.
        if case .refused = outcome, body == nil, event.isExcused(KnownIdentity.isNode) { severity = .info }
        return Finding(rule: Self.info, severity: severity, reason: Self.reason(event, target, body, outcome))
    }

    private static func isRoutine(
        _ user: AuditUser, _ event: AuditEvent, _ target: RequestTarget, _ body: TokenRequestBody?,
        _ outcome: AuditOutcome
    ) -> Bool {
        if KnownIdentity.isNode(user) { return isRoutineOfNode(event, body, outcome) }
        if KnownIdentity.isProvider(user, event.form), event.form != .openshift { return true }
        let isShort = (body?.expirationSeconds ?? 0) <= routineLifetime
        if KnownIdentity.isControllerManager(user) {
            // For its own controllers, which have their service accounts there.
            return target.namespace == "kube-system" && isShort && body?.isBound != true
        }
        // A broker that hands workloads short tokens for another system (a vault, a cloud) cannot use them here.
        return KnownIdentity.isServiceAccount(user, in: "kube-system") && body?.isForOtherSystems == true && isShort
    }

    /// The NodeRestriction admission plugin lets a node have tokens only for pods it runs, so success at Metadata level
    /// speaks for itself; a refusal (403) says that somebody tried for more.
    private static func isRoutineOfNode(
        _ event: AuditEvent, _ body: TokenRequestBody?, _ outcome: AuditOutcome
    ) -> Bool {
        if outcome == .refused(403) { return false }
        if let body { return body.isBoundToPod }
        guard let agent = event.userAgent else { return true }
        return kubeletAgents.contains { agent.hasPrefix($0) }
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ body: TokenRequestBody?, _ outcome: AuditOutcome
    ) -> String {
        let account = [target.namespace, target.name].compactMap { $0 }.map(AuditEvent.shown).joined(separator: "/")
        let lifetime = body?.expirationSeconds.map { ", for \($0) s" } ?? ""
        let bound =
            switch body {
            case nil: ", its terms not logged"
            case let body?: body.isBound ? "" : ", bound to nothing"
            }
        let dryRun = event.isDryRun ? " in a dry run, which returns a working token all the same" : ""
        return "\(event.actorText) asked for a token of the service account \(account)\(lifetime)\(bound)"
            + "\(dryRun): whoever holds it acts as that account\(outcome.clause)."
    }
}

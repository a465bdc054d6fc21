// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A TokenRequest, and whether it is one that components make every day.
struct TokenRequestRoutine {
    /// What kube-controller-manager asks for, and the default of the API.
    private static let lifetime = 3600
    /// How programs that contain a kubelet call themselves. Another name under a node's identity is telling; one of
    /// these proves nothing.
    private static let kubeletAgents = ["kubelet/", "k3s/", "rke2/", "kubelite/", "microshift/"]

    /// Of every TokenRequest (see `AuditRule.needles`).
    static let needles = ["\"token\"", "/token\"", "/token?", "/token/"]

    let event: AuditEvent
    let target: RequestTarget
    let body: TokenRequestBody?
    let outcome: AuditOutcome

    /// nil if the record is of something else than a TokenRequest, or does not tell how it ended.
    init?(_ event: AuditEvent) {
        guard event.tellsOutcome, event.verb == "create", let target = RequestTarget(event),
            target.isServiceAccountToken
        else { return nil }
        self.event = event
        self.target = target
        body = TokenRequestBody(event)
        outcome = AuditOutcome(event)
    }

    /// A dry run returns a token that works, and no component asks for one.
    var holds: Bool { !event.isDryRun && event.isExcused(isRoutine) }

    /// The node authorizer lags behind the scheduler, so kubelets are refused now and then.
    var isNodeTooEarly: Bool {
        guard case .refused = outcome, body == nil else { return false }
        return event.isExcused(KnownIdentity.isNode)
    }

    private func isRoutine(_ user: AuditUser) -> Bool {
        if KnownIdentity.isNode(user) { return isRoutineOfNode }
        if KnownIdentity.isProvider(user, event.form), event.form != .openshift { return true }
        let isShort = (body?.expirationSeconds ?? 0) <= Self.lifetime
        if KnownIdentity.isControllerManager(user) {
            // For its own controllers, which have their service accounts there.
            return target.namespace == "kube-system" && isShort && body?.isBound != true
        }
        // A broker that hands workloads short tokens for another system (a vault, a cloud) cannot use them here.
        return KnownIdentity.isServiceAccount(user, in: "kube-system") && body?.isForOtherSystems == true && isShort
    }

    /// The NodeRestriction admission plugin lets a node have tokens only for pods it runs, so success at Metadata level
    /// speaks for itself; a refusal (403) says that somebody tried for more.
    private var isRoutineOfNode: Bool {
        if outcome == .refused(403) { return false }
        if let body { return body.isBoundToPod }
        guard let agent = event.userAgent else { return true }
        return Self.kubeletAgents.contains { agent.hasPrefix($0) }
    }
}

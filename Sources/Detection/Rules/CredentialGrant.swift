// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2009: a role or a binding gives the right to approve or sign certificates, to mint tokens, or to impersonate.
package struct CredentialGrant: AuditRule {
    package static let needles = [
        "certificatesigningrequests", "podcertificaterequests", "\"signers\"", "\"approve\"", "\"sign\"",
        "serviceaccounts/token", "\"impersonate", "certificates.k8s.io:", "system:controller:certificate-controller",
        "\"*\"", "*/approval", "*/token", "*/status", "\"copy\"", "\"move\"",
    ]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, event.isWrite, let target = RequestTarget(event), target.subresource.isEmpty,
            RoleGrants.isRoleOrBinding(target)
        else { return nil }
        let grants = RoleGrants(event, target).grants
        guard !grants.isEmpty, !event.isExcused({ Self.isRoutine($0, target) }) else { return nil }
        let outcome = AuditOutcome(event)
        let ordinary: Severity = grants.contains { !$0.isNarrow } ? Self.info.severity : .low
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        let kind = RoleGrants.isRole(target) ? "the role" : "the binding"
        return Finding(
            rule: Self.info, severity: event.isDryRun ? .info : outcome.severity(ordinary),
            reason:
                "\(event.actorText) wrote \(kind) \(event.objectPath(target)) (\(target.resource))\(dryRun), which gives "
                + "the right \(grants.map(\.text).joined(separator: "; "))\(outcome.clause).")
    }

    /// The API server makes the roles it comes with anew at every start, and a controller of kube-controller-manager
    /// collects roles into admin, edit and view; the role it took the right from was judged when it was written.
    private static func isRoutine(_ user: AuditUser, _ target: RequestTarget) -> Bool {
        if KnownIdentity.isAPIServer(user) { return true }
        return target.resource == "clusterroles" && KnownIdentity.isAggregationController(user)
    }
}

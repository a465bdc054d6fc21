// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2008: a Secret was created that is a login: a service account's token without end, or a node's bootstrap token.
package struct TokenSecretCreated: AuditRule {
    package static let needles = ["service-account-token", "bootstrap.kubernetes.io/token", "-token-"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event), target.resource == "secrets",
            target.apiGroup.isEmpty, target.subresource.isEmpty
        else { return nil }
        let type = TokenSecretType(event, target)
        guard event.creates(type?.isProven == true), let type else { return nil }
        if event.isExcused({ Self.isTokenController($0, event, type) }) { return nil }
        let outcome = AuditOutcome(event)
        let severity = event.isDryRun ? .info : outcome.severity(Self.severity(type))
        return Finding(rule: Self.info, severity: severity, reason: Self.reason(event, target, type, outcome))
    }

    /// Before Kubernetes 1.24 kube-controller-manager made one such Secret for each service account, under a name that
    /// follows from the account's.
    private static func isTokenController(_ user: AuditUser, _ event: AuditEvent, _ type: TokenSecretType) -> Bool {
        guard KnownIdentity.isControllerManager(user), type.kind == .serviceAccount else { return false }
        guard type.isProven else { return true }
        guard let account = type.account, let name = type.name else { return false }
        return name.hasPrefix("\(account)-token-") && TokenSecretType.hasRandomEnd(name, count: 5)
    }

    private static func severity(_ type: TokenSecretType) -> Severity {
        if type.isProven { return .high }
        return type.kind == .bootstrap ? .medium : .low
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ type: TokenSecretType, _ outcome: AuditOutcome
    ) -> String {
        let kind =
            switch type.kind {
            case .bootstrap: "a bootstrap token: whoever holds it may join as a node, under the name of any node"
            case .serviceAccount:
                "a token of the service account \(AuditEvent.shown(type.account ?? "that it names")) which never expires"
            }
        let proof = type.isProven ? "" : ", to go by its name alone (the audit level leaves its type out)"
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        let name = [target.namespace, type.name].compactMap { $0 }.map(AuditEvent.shown).joined(separator: "/")
        return "\(event.actorText) created the Secret \(name)\(dryRun), \(kind)\(proof)\(outcome.clause)."
    }
}

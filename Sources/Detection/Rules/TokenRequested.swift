// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2006: a service account token was requested by other than a kubelet for its own pod or a known controller.
package struct TokenRequested: AuditRule {
    package static let needles = TokenRequestRoutine.needles

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard let request = TokenRequestRoutine(event), !request.holds else { return nil }
        let severity = request.isNodeTooEarly ? .info : request.outcome.severity(Self.info.severity)
        return Finding(
            rule: Self.info, severity: severity,
            reason: Self.reason(event, request.target, request.body, request.outcome))
    }

    private static func reason(
        _ event: AuditEvent, _ target: RequestTarget, _ body: TokenRequestBody?, _ outcome: AuditOutcome
    ) -> String {
        let lifetime = body?.expirationSeconds.map { ", for \($0) s" } ?? ""
        let bound =
            switch body {
            case nil: ", its terms not logged"
            case let body?: body.isBound ? "" : ", bound to nothing"
            }
        let dryRun = event.isDryRun ? " in a dry run, which returns a working token all the same" : ""
        return "\(event.actorText) asked for a token of the service account \(target.path)\(lifetime)\(bound)"
            + "\(dryRun): whoever holds it acts as that account\(outcome.clause)."
    }
}

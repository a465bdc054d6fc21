// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// KW-2010: a command that names a credential path was run in a pod, or a pod was made that has one of the node's
/// credential directories as a volume.
package struct CredentialReach: AuditRule {
    package static let needles = ["\"exec\"", "/exec", "proxy/run", "hostPath"]

    package init() {}

    package func evaluate(_ event: AuditEvent) -> Finding? {
        guard event.tellsOutcome, let target = RequestTarget(event) else { return nil }
        return execution(event, target) ?? volume(event, target)
    }

    private func execution(_ event: AuditEvent, _ target: RequestTarget) -> Finding? {
        guard let command = PodCommand(event, target), let path = CredentialPaths.named(inCommand: command.words) else {
            return nil
        }
        // A session's ResponseStarted has told of it; this comes when it ends, perhaps hours later.
        if event.stage == "ResponseComplete", event.responseStatus?.code == 101 { return nil }
        let outcome = AuditOutcome(event)
        let words = AuditEvent.shown(command.words.joined(separator: " "))
        return Finding(
            rule: Self.info, severity: outcome.severity(Self.info.severity),
            reason: "\(event.actorText) ran a command in \(command.place) that names the credential path "
                + "\(AuditEvent.shown(path)): \(words)\(outcome.clause).")
    }

    private func volume(_ event: AuditEvent, _ target: RequestTarget) -> Finding? {
        guard event.isWrite, target.subresource.isEmpty, HostPathVolumes.canHold(target) else { return nil }
        let exposed = HostPathVolumes(event).paths.filter(CredentialPaths.isExposed)
        guard let path = exposed.first else { return nil }
        if event.isExcused({ Self.isMirror($0, event, target) }) { return nil }
        let outcome = AuditOutcome(event)
        let isFromTemplate = event.isExcused(KnownIdentity.isWorkloadController)
        let severity = event.isDryRun || isFromTemplate ? .info : outcome.severity(Self.info.severity)
        let more = exposed.count > 1 ? " (and \(exposed.count - 1) more)" : ""
        let dryRun = event.isDryRun ? " in a dry run, which stores nothing" : ""
        let template = isFromTemplate ? ", as its template says" : ""
        return Finding(
            rule: Self.info, severity: severity,
            reason: "\(event.actorText) made or changed \(target.resource) \(event.objectPath(target)) with the node's "
                + "\(AuditEvent.shown(path)) as a volume\(more)\(template)\(dryRun): whoever is in the pod can take the "
                + "credentials there\(outcome.clause).")
    }

    /// The object by which a kubelet shows a static pod that its node runs already.
    private static func isMirror(_ user: AuditUser, _ event: AuditEvent, _ target: RequestTarget) -> Bool {
        KnownIdentity.isNode(user) && target.resource == "pods"
            && event.requestObject?["metadata"]?["annotations"]?["kubernetes.io/config.mirror"]?.string != nil
    }
}

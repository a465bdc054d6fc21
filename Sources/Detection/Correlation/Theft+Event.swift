// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension Theft {
    /// Rules that say that a private file, or the way to one, is in other hands.
    private static let rules: Set<String> = ["KW-1001", "KW-1002", "KW-1003", "KW-1007"]

    /// One for each credential in what was accessed; one of unknown identity if none is known.
    static func all(in event: FileEvent, _ alert: Alert) -> [Theft] {
        guard alert.severity > .info, alert.rules.contains(where: { rules.contains($0.id) }) else { return [] }
        var unknown = Credential(kind: .unknown, evidence: .path)
        unknown.problem = "nothing is known of whose it is"
        let credentials = event.credentials ?? []
        return (credentials.isEmpty ? [unknown] : credentials).map { credential in
            Theft(
                time: event.time, alertID: alert.id, severity: alert.severity, rules: alert.rules.map(\.id),
                host: alert.context.hostname, path: (credential.file ?? event.file.pathname).text,
                component: credential.component ?? alert.file?.credential?.component, credential: credential,
                actor: FileSentence.who(event), what: FileSentence.of(event),
                pod: event.workload.flatMap { load in
                    load.namespace.flatMap { namespace in load.pod.map { "\(namespace)/\($0)" } }
                })
        }
    }
}

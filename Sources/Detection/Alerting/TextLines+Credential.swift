// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension TextLines {
    /// Identities shown; the JSON form has all.
    private static let maximumIdentities = 4

    /// Whose the file is, how long it works, and what its holder can do.
    static func credentials(_ alert: Alert) -> [String] {
        let shown = alert.credentials.prefix(maximumIdentities)
        var lines = shown.flatMap { one in
            [line("identity", identity(one.credential))] + one.powers.map { line("can", $0.printable) }
        }
        if alert.credentials.count > shown.count {
            lines.append(line("identity", "and \(alert.credentials.count - shown.count) more"))
        }
        return lines
    }

    private static func identity(_ credential: Credential) -> String {
        var parts = [CredentialName.of(credential)]
        if let end = credential.notAfter { parts.append("until \(end.description.prefix(10))") }
        if credential.kind != .unknown, let problem = credential.problem { parts.append(problem) }
        if let file = credential.file { parts.append("in \(file)") }
        if let source = credential.source { parts.append("known from \(source)") }
        return parts.joined(separator: ", ").printable
    }
}

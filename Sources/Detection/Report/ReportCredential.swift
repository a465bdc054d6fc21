// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The identity of one credential, as a list of names and values.
enum ReportCredential {
    static func markup(_ credential: Credential) -> Markup {
        """
        <div class="card"><h4>\(ReportWords.name(credential))</h4>
        <dl>
        \(rows(credential).map { row($0.name, $0.value, isCode: $0.isCode) })</dl></div>

        """
    }

    private static func rows(_ credential: Credential) -> [(name: String, value: String, isCode: Bool)] {
        let known: [(String, String?, Bool)] = [
            ("Kind", ReportWords.kind(credential.kind), false),
            ("Subject", credential.subject, false),
            ("Kubernetes user", credential.user, false),
            ("Groups", list(credential.groups), false),
            ("Also named", list(credential.alternativeNames), false),
            ("Issuer", credential.issuer, false),
            ("Serial number", credential.serial, true),
            ("Valid from", credential.notBefore.map(ReportWords.moment), false),
            ("Valid until", credential.notAfter.map(ReportWords.moment), false),
            ("Credential id", credential.credentialID, true),
            ("Bound to pod", credential.boundPod, false),
            ("Bound to node", credential.boundNode, false),
            ("Audience", list(credential.audience), false),
            ("Known by", ReportWords.evidence(credential.evidence), false),
            ("Not known", credential.problem, false),
        ]
        return known.compactMap { name, value, isCode in value.map { (name, $0, isCode) } }
    }

    private static func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }

    private static func row(_ name: String, _ value: String, isCode: Bool) -> Markup {
        isCode
            ? "<div><dt>\(name)</dt><dd><code>\(value)</code></dd></div>\n"
            : "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n"
    }
}

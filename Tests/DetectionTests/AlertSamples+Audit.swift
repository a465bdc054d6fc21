// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

extension AlertSamples {
    static let requestRule = RuleInfo(
        id: "KW-2001", name: "Client certificate requested", severity: .high, attack: ["T1098", "T1550"],
        covers: [.elasticClientCertificate, .pantherClientCertificate], summary: "", explanation: "")

    /// alice, as bob with a hostile name, asks for a client certificate.
    static let request = AuditRecord.certificateRequest().impersonating(#"bob\u001b[2J\u202e"#).event

    static func certificateRequest(_ event: AuditEvent = request) throws -> Alert {
        let finding = Finding(
            rule: requestRule, reason: "alice asked for a certificate that signs in to the API server.")
        let alert = AlertBuilder(context: context)
            .alert(for: event, findings: [finding], upstream: UpstreamVerdicts.of(event))
        return try #require(alert)
    }
}

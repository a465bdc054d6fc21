// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Which upstream rules fire, each by its own logic and to the letter.
///
/// Records are judged one by one, as those products receive them, not as the stages of one request.
package enum UpstreamVerdicts {
    /// Sorted by `rawValue`.
    package static func of(_ item: DecodedItem) -> [UpstreamRule] {
        switch item {
        case .audit(let event): of(event)
        case .tracee(let record): TraceeCertificateTheft.fires(on: record) ? [.traceeCertificateTheft] : []
        case .damagedAudit, .captureLine, .foreign, .other: []
        }
    }

    package static func of(_ event: AuditEvent) -> [UpstreamRule] {
        // What was cut is no JSON for those who read it whole.
        guard event.damage == nil else { return [] }
        var rules: [UpstreamRule] = []
        if ElasticClientCertificate.fires(on: event) { rules.append(.elasticClientCertificate) }
        if ElasticTokenRequest.fires(on: event) { rules.append(.elasticTokenRequest) }
        if PantherClientCertificate.fires(on: event) { rules.append(.pantherClientCertificate) }
        return rules
    }

    package static func of(_ event: FileEvent) -> [UpstreamRule] {
        TraceeCertificateTheft.fires(on: event) ? [.traceeCertificateTheft] : []
    }
}

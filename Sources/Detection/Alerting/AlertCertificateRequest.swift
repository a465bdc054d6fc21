// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `audit.csr` of an alert: what a CertificateSigningRequest asks for, under Kubernetes' own field names.
package struct AlertCertificateRequest: Sendable, Equatable, Encodable {
    package var signerName: String?
    package var usages: [String]

    /// nil if the event is about something else or holds no body.
    package init?(_ event: AuditEvent) {
        guard event.objectRef?.resource == "certificatesigningrequests", let body = CertificateRequestBody(event) else {
            return nil
        }
        signerName = body.signerName
        usages = body.usages
    }
}

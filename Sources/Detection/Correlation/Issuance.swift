// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A certificate or token that the API server issued, and for whom.
package struct Issuance: Sendable, Equatable, Codable {
    /// The credential's id.
    package var key: String
    package var request: RequestFacts
    /// The alert about the request for it; nil for what components ask for by routine.
    package var alert: AlertReference?
    /// Of a certificate: the name of its CertificateSigningRequest.
    package var certificateRequest: String?
    /// Of a certificate.
    package var credential: Credential?
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What the bodies of an audit event say of a CertificateSigningRequest.
///
/// The response is the API server's own word and comes first. The request of an update is its sender's: the server
/// ignores what it says of `spec`.
struct CertificateRequestBody {
    var signer: CertificateSigner?
    var signerName: String?
    var usages: [String]
    /// The signer comes from the response, or from the create that decides it.
    var isSignerProven: Bool

    /// nil if no body was logged.
    init?(_ event: AuditEvent) {
        let answered = event.responseObject.flatMap { $0["spec"] }
        guard let spec = answered ?? event.requestObject.flatMap({ $0["spec"] }), spec.kind == .object else {
            guard event.requestObject?.kind == .object else { return nil }
            (signer, signerName, usages, isSignerProven) = (nil, nil, [], false)
            return
        }
        signerName = spec["signerName"]?.string
        signer = signerName.map { CertificateSigner($0) }
        usages = spec["usages"]?.elements.compactMap(\.string) ?? []
        isSignerProven = answered != nil || event.verb == "create"
    }

    /// `any` is certificates.k8s.io's UsageAny, which includes it.
    var asksForClientAuthentication: Bool { usages.contains("client auth") || usages.contains("any") }
}

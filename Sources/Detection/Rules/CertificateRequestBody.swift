// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What the bodies of an audit event say of a CertificateSigningRequest or a PodCertificateRequest.
///
/// The response is the API server's own word and comes first. The request of an update is its sender's: the server
/// ignores what it says of `spec`.
struct CertificateRequestBody {
    var signer: CertificateSigner?
    var signerName: String?
    var usages: [String]
    /// The signer comes from the response, or from the create that decides it.
    var isSignerProven: Bool
    /// Seconds that the certificate is to live, as asked for.
    var expirationSeconds: Int?
    /// Who made the request, as the API server noted it in the object; an update's sender may have written another.
    var requester: AuditUser?
    /// Of a PodCertificateRequest.
    var pod: CertificateRequestPod?
    private var spec: JSONValue?

    /// nil if no body was logged.
    init?(_ event: AuditEvent) {
        usages = []
        isSignerProven = false
        let answered = event.responseObject.flatMap { $0["spec"] }
        guard let spec = answered ?? event.requestObject.flatMap({ $0["spec"] }), spec.kind == .object else {
            guard event.requestObject?.kind == .object else { return nil }
            return
        }
        self.spec = spec
        signerName = spec["signerName"]?.string
        signer = signerName.map { CertificateSigner($0) }
        usages = spec["usages"]?.elements.compactMap(\.string) ?? []
        isSignerProven = answered != nil || event.verb == "create"
        expirationSeconds = (spec["expirationSeconds"] ?? spec["maxExpirationSeconds"])?.lenientInteger
        if let name = spec["username"]?.string, !name.isEmpty {
            requester = AuditUser(username: name, uid: spec["uid"]?.string, groups: spec["groups"]?.strings)
        }
        pod = CertificateRequestPod(spec)
    }

    /// `any` is certificates.k8s.io's UsageAny, which includes it.
    var asksForClientAuthentication: Bool { usages.contains("client auth") || usages.contains("any") }

    /// It holds what only a new object has: neither kind's spec can be changed.
    var isFresh: Bool { spec?["request"]?.string != nil || pod?.nodeName != nil }

    /// The request itself, decoded; nil if it was not logged. (A PodCertificateRequest may have one for its key's sake,
    /// and says in other fields whom it is for.)
    var content: CertificateRequestContent? {
        (spec?["request"] ?? spec?["stubPKCS10Request"])?.string.map { CertificateRequestContent($0) }
    }

    /// The key that it is for, described.
    var key: String? {
        if let key = content?.request?.key { return key }
        guard let text = spec?["pkixPublicKey"]?.string else { return nil }
        var reader = DERReader(Base64Text.decode(text.utf8)[...])
        return (try? reader.next()).flatMap(\.self).map(X509Key.describe) ?? "unreadable"
    }

    /// `, for the subject CN=alice,O=developers (EC P-256)`, or why that is not known; nothing without a request.
    var subjectClause: String {
        if let pod { return pod.clause }
        guard let content else { return "" }
        guard let request = content.request else {
            return ", whose request could not be read (\(AuditEvent.shown(content.problem ?? "it is empty")))"
        }
        let subject = request.subject.text
        let more = content.requests.count > 1 ? ", the first of \(content.requests.count) requests in it," : ""
        return ", for the subject \(AuditEvent.shown(subject.isEmpty ? "without a name" : subject))\(more) "
            + "(\(AuditEvent.shown(request.key)))"
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `audit.csr` of an alert: what a CertificateSigningRequest or PodCertificateRequest asks for. What the object spells
/// out is under Kubernetes' own field names; what was decoded from the request in it is not.
package struct AlertCertificateRequest: Sendable, Equatable, Encodable {
    /// Of any list, and Unicode scalars of any string: a request may hold megabytes of names.
    private static let maximumElements = 32
    private static let maximumLength = 1024

    /// Who would be named in the certificate.
    package struct Subject: Sendable, Equatable, Encodable {
        /// The user's name.
        package var commonName: String?
        /// The groups.
        package var organizations: [String]
        /// All of it.
        package var text: String

        private enum CodingKeys: String, CodingKey {
            case commonName = "common_name"
            case organizations, text
        }
    }

    package var signerName: String?
    package var usages: [String]
    package var expirationSeconds: Int?
    package var subject: Subject?
    package var dnsNames: [String]?
    package var ipAddresses: [String]?
    package var emailAddresses: [String]?
    package var uris: [String]?
    /// `RSA-2048`, `EC P-256`
    package var key: String?
    /// Why the request could not be decoded.
    package var unreadable: String?
    package var requester: AlertUser?
    package var podName: String?
    package var podUID: String?
    package var serviceAccountName: String?
    package var nodeName: String?

    private enum CodingKeys: String, CodingKey {
        case signerName, usages, expirationSeconds, subject, uris, key, unreadable, requester
        case podName, podUID, serviceAccountName, nodeName
        case dnsNames = "dns_names"
        case ipAddresses = "ip_addresses"
        case emailAddresses = "email_addresses"
    }

    /// nil if the event is about something else or holds no body.
    package init?(_ event: AuditEvent) {
        guard let target = RequestTarget(event), target.isCertificateRequest || target.isPodCertificateRequest,
            let body = CertificateRequestBody(event)
        else { return nil }
        signerName = body.signerName.map(Self.bounded)
        usages = Self.bounded(body.usages) ?? []
        expirationSeconds = body.expirationSeconds
        requester = body.requester.map(AlertUser.init)
        podName = body.pod?.name.map(Self.bounded)
        podUID = body.pod?.uid.map(Self.bounded)
        serviceAccountName = body.pod?.serviceAccount.map(Self.bounded)
        nodeName = body.pod?.nodeName.map(Self.bounded)
        key = body.key.map(Self.bounded)
        guard let content = body.content else { return }
        unreadable = content.problem
        guard let request = content.request else { return }
        subject = Subject(
            commonName: request.subject.commonName.map(Self.bounded),
            organizations: Self.bounded(request.subject.organizations) ?? [], text: Self.bounded(request.subject.text))
        dnsNames = Self.bounded(request.extensions.dnsNames)
        ipAddresses = Self.bounded(request.extensions.ipAddresses)
        emailAddresses = Self.bounded(request.extensions.emailAddresses)
        uris = Self.bounded(request.extensions.uris)
    }

    private static func bounded(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumLength)))
    }

    /// nil for an empty list, which has no key then.
    private static func bounded(_ texts: [String]) -> [String]? {
        texts.isEmpty ? nil : texts.prefix(maximumElements).map(bounded)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What `spec.request` of a CertificateSigningRequest holds: by the API base64 of PEM of a PKCS#10 request, and for
/// good measure base64 of its DER, or the PEM itself.
package struct CertificateRequestContent: Sendable, Equatable {
    /// Bytes of text. The API server takes no request body beyond 3 MiB.
    private static let maximumBytes = 4 * 1024 * 1024

    /// What can be read, in order. More than one is a trick: the API server takes one of them.
    package private(set) var requests: [CertificationRequest] = []
    /// Why nothing could be read, or not all; words that end a sentence.
    package private(set) var problem: String?

    package init(_ text: String) {
        guard text.utf8.count <= Self.maximumBytes else {
            problem = "it is larger than the API server takes"
            return
        }
        let kind = "CERTIFICATE REQUEST"
        let decoded = Base64Text.decode(text.utf8)
        var blocks = PEMText.blocks(of: kind, in: decoded)
        if blocks.isEmpty { blocks = PEMText.blocks(of: kind, in: Array(text.utf8)) }
        if blocks.isEmpty, decoded.first == DERReader.Tag.sequence { blocks = [decoded] }
        if blocks.isEmpty { problem = "it holds no PEM block of a certificate request" }
        for block in blocks {
            do throws(X509Error) {
                requests.append(try CertificationRequest(der: block))
            } catch {
                problem = problem ?? error.description
            }
        }
    }

    /// What is shown of it; the rules judge each.
    package var request: CertificationRequest? { requests.first }
}

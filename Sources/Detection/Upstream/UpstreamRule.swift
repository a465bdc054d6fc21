// SPDX-License-Identifier: Apache-2.0

/// A published rule of another product whose verdict Keyward reproduces to the letter.
package enum UpstreamRule: String, Sendable, Codable, CaseIterable {
    case elasticClientCertificate = "elastic:0f5941c6-3db9-4d2f-91df-06c7c292ba45"
    case elasticTokenRequest = "elastic:4df91789-7859-4bc4-9c5a-6b56bfa81a8b"
    case pantherClientCertificate = "panther:Kubernetes.ClientCertificate.Created"
    case traceeCertificateTheft = "tracee:TRC-1018"
}

// SPDX-License-Identifier: Apache-2.0

@testable import Detection

/// PKCS#10, as the DER that it is and as a CertificateSigningRequest carries it.
enum CertificationRequestTarget {
    static func run(_ bytes: [UInt8]) {
        let first = try? CertificationRequest(der: bytes)
        precondition(first == (try? CertificationRequest(der: bytes)), "a request is not the same twice")
        _ = CertificateRequestContent(String(decoding: bytes, as: UTF8.self))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import Testing

@Suite struct CertificateTests {
    /// A certificate made with openssl: serial 0a1b, O=system:masters, CN=eve, DNS:a.example.
    private let der = Array(
        Data(
            base64Encoded: """
                MIIBpjCCAU2gAwIBAgICChswCgYIKoZIzj0EAwIwJzEXMBUGA1UECgwOc3lzdGVtOm1hc3RlcnMxDDAKBgNVBAMMA2V2ZTAeFw0yNjEx\
                MjcyMzIwMThaFw0zNjExMjQyMzIwMThaMCcxFzAVBgNVBAoMDnN5c3RlbTptYXN0ZXJzMQwwCgYDVQQDDANldmUwWTATBgcqhkjOPQIB\
                BggqhkjOPQMBBwNCAASuOCqhRXchzmtiNxXAdsgkSgONHy1qF2TBHdZl54D5T4uqnvcTj70z9yS62Tbm729Oqhz+IvKDH4fXejxvTOIK\
                o2kwZzAdBgNVHQ4EFgQUoyBSDUWugYwOJYyTCLByteP+xIEwHwYDVR0jBBgwFoAUoyBSDUWugYwOJYyTCLByteP+xIEwDwYDVR0TAQH/\
                BAUwAwEB/zAUBgNVHREEDTALgglhLmV4YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgIme1Gw7fiJZLbpWDodGQ1BdxqJWUBQg8d7BB78vm\
                lN8CIHDBEM1cDRtfRbv42DWEwIf2BT0PIND6vpSb2qdv/S1V
                """) ?? Data())

    @Test func `a certificate says whose it is and how the audit log names it`() throws {
        let certificate = try Certificate(der: der)
        #expect(certificate.subject.text == "O=system:masters,CN=eve" && certificate.issuer == certificate.subject)
        #expect(certificate.serial == "a1b" || certificate.serial == "0a1b")
        #expect(certificate.key == "EC P-256" && certificate.extensions.dnsNames == ["a.example"])
        #expect(certificate.fingerprint == "fb53bc4fdf799b91dcdfbe9883f488f8f488de0da3ddedddb2ff79a4a17ccf0e")
    }

    @Test func `a cut one is an error at any length`() {
        for length in 0..<(der.count - 1) {
            #expect(throws: X509Error.self) { try Certificate(der: Array(der[..<length])) }
        }
    }
}

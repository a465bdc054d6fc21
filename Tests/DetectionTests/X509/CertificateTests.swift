// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import TestSupport
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
        #expect(certificate.serial == "a1b" && certificate.extensions.isAuthority)
        #expect(certificate.notBefore?.description == "2026-11-27T23:20:18.000000000Z")
        #expect(certificate.notAfter?.description == "2036-11-24T23:20:18.000000000Z")
        #expect(certificate.key == "EC P-256" && certificate.extensions.dnsNames == ["a.example"])
        #expect(certificate.fingerprint == "fb53bc4fdf799b91dcdfbe9883f488f8f488de0da3ddedddb2ff79a4a17ccf0e")
    }

    @Test func `a cut one is an error at any length`() {
        for length in 0..<(der.count - 1) {
            #expect(throws: X509Error.self) { try Certificate(der: Array(der[..<length])) }
        }
    }

    /// The certificate with another time where its end stands.
    private func ending(_ time: String, tag: UInt8) throws -> Certificate {
        let old = [0x17, 13] + Array("361124232018Z".utf8)
        let start = try #require(der.indices.first { der[$0...].starts(with: old) })
        var changed = Array(der[..<start]) + [tag, UInt8(time.utf8.count)] + Array(time.utf8)
        changed += der[(start + old.count)...]
        // Validity, body and certificate are longer by the difference.
        let difference = UInt8(time.utf8.count - 13)
        changed[start - 16] += difference
        changed[3] += difference
        changed[7] += difference
        return try Certificate(der: changed)
    }

    @Test func `a year has two digits or four, and an end that is none does not hide the rest`() throws {
        #expect(try ending("20491231235959Z", tag: 0x18).notAfter?.description == "2049-12-31T23:59:59.000000000Z")
        for (time, tag) in [("99991231235959Z", 0x18), ("20361399232018Z", 0x18), ("501124232018Z", 0x17)] {
            let certificate = try ending(time, tag: UInt8(tag))
            #expect(certificate.notAfter == nil && certificate.subject.commonName == "eve", "\(time)")
        }
    }

    @Test func `a length beyond all bounds is an error`() {
        for length in [[0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88] + [UInt8](repeating: 0xFF, count: 8), [0x80]] as [[UInt8]]
        {
            #expect(throws: X509Error.self) { try Certificate(der: [0x30] + length + der) }
        }
    }

    @Test func `damage anywhere is an error or a value, never a trap`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<2000 {
            var damaged = der
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let first = Credential.ofCertificates(damaged, evidence: .file)
            #expect(first.kind != .unknown || first.problem != nil)
        }
    }
}

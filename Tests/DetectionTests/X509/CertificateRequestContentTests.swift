// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// Requests made with openssl, with every kind of key, and by hand, with what openssl refuses to make.
@Suite struct CertificateRequestContentTests {
    @Test func `every kind of key, string and wrapping is read`() throws {
        let cases = try AuditFixture.certificateRequests()
        #expect(cases.count > 60)
        for one in cases {
            let content = CertificateRequestContent(one.request)
            if let problem = one.expected["problem"]?.string {
                #expect(content.problem == problem, "\(one.name)")
                #expect(content.request == nil, "\(one.name)")
                continue
            }
            #expect(content.requests.count == one.expected["requests"]?.integer ?? 1, "\(one.name)")
            #expect(content.request?.key == one.expected["key"]?.string, "\(one.name)")
            if let subject = one.expected["subject"]?.string {
                #expect(content.request?.subject.text == subject, "\(one.name)")
            }
            let names = content.request?.extensions
            #expect(names?.dnsNames == one.expected["dns"]?.strings ?? [], "\(one.name)")
            #expect(names?.ipAddresses == one.expected["ips"]?.strings ?? [], "\(one.name)")
            #expect(names?.emailAddresses == one.expected["emails"]?.strings ?? [], "\(one.name)")
            #expect(names?.uris == one.expected["uris"]?.strings ?? [], "\(one.name)")
        }
    }

    private func subject(_ name: String) throws -> X509Name {
        try #require(CertificateRequestContent(try AuditFixture.certificateRequest(name)).request).subject
    }

    @Test func `attributes that share one relative name are all read, and of two names the last counts`() throws {
        let shared = try subject("multi-valued")
        #expect(Set(shared.organizations) == ["system:masters", "b"] && shared.commonName == "eve")
        let two = try subject("two names")
        #expect(two.commonNames == ["alice", "system:kube-scheduler"] && two.commonName == "system:kube-scheduler")
    }

    @Test func `damage anywhere is an error or a value, never a trap`() throws {
        var random = SplitMix64(seed: 7)
        for one in try AuditFixture.certificateRequests() where one.expected["subject"] != nil {
            let bytes = Array(one.request.utf8)
            for _ in 0..<8 {
                var damaged = bytes
                for _ in 0..<3 {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(in: 32...126, using: &random)
                }
                let content = CertificateRequestContent(String(decoding: damaged, as: UTF8.self))
                #expect(!content.requests.isEmpty || content.problem != nil)
            }
            for length in stride(from: 0, to: bytes.count, by: 61) {
                let content = CertificateRequestContent(String(decoding: bytes[..<length], as: UTF8.self))
                #expect(!content.requests.isEmpty || content.problem != nil)
            }
        }
    }

    @Test func `what is larger than any request is not looked into`() {
        let content = CertificateRequestContent(String(repeating: "A", count: 4 * 1024 * 1024 + 1))
        #expect(content.problem == "it is larger than the API server takes")
    }

    @Test func `beginnings without an end cost one pass`() {
        let dashes = CertificateRequestContent(String(repeating: "LS0tLS1CRUdJTiA", count: 20_000))
        #expect(dashes.request == nil)
    }
}

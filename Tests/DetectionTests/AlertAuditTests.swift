// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct AlertAuditTests {
    private static func json(_ event: AuditEvent) throws -> JSONNode {
        try JSONNode(try AlertJSONEncoder().encode(try AlertSamples.certificateRequest(event)))
    }

    @Test func `an audit alert keeps Kubernetes' strings and shows escaped ones`() throws {
        let json = try Self.json(AlertSamples.request)
        #expect(json["source"] == .string("k8saudit"))
        #expect(json["audit"]?["impersonatedUser"]?["username"] == .string("bob\u{1B}[2J\u{202E}"))
        #expect(json["output_fields"]?["ka.impuser.name"] == .string(#"bob\x1b[2J\xe2\x80\xae"#))
        #expect(json["output_fields"]?["ka.target.resource"] == .string("certificatesigningrequests"))
        #expect(json["output_fields"]?["k8s.ns.name"] == .null)
        #expect(json["audit"]?["csr"]?["signerName"] == .string("kubernetes.io/kube-apiserver-client"))
    }

    @Test(arguments: [("201", "success"), ("403", "failure"), ("null", "unknown")])
    func `the outcome follows the answer`(_ code: String, _ outcome: String) throws {
        let event = AuditRecord.certificateRequest().answered(code).event
        #expect(try Self.json(event)["outcome"] == .string(outcome))
    }

    @Test func `the same audit id with other content is another alert`() throws {
        let first = AuditRecord.certificateRequest()
        let second = first.with("sourceIPs", "[\"192.0.2.1\"]")
        let ids = try [first, second, first].map { try AlertSamples.certificateRequest($0.event).id }
        #expect(ids[0] != ids[1])
        #expect(ids[0] == ids[2])
    }

    @Test func `a megabyte of user name does not fill the sentence`() throws {
        let name = String(repeating: "n", count: 1_000_000)
        let alert = try AlertSamples.certificateRequest(AuditRecord.certificateRequest().user(name).event)
        #expect(alert.output.utf8.count < 2000)
        #expect(alert.output.contains("…"))
    }

    @Test func `fields of a wrong type are named as missing`() throws {
        let event = AuditRecord.certificateRequest().with("userAgent", "7").event
        #expect(try AlertSamples.certificateRequest(event).enrichment.missing == ["audit.userAgent"])
    }
}

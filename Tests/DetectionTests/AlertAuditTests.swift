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

    @Test(arguments: [("201", "success"), ("403", "refused"), ("500", "failure"), ("null", "unknown")])
    func `the outcome follows the answer`(_ code: String, _ outcome: String) throws {
        let event = AuditRecord.certificateRequest().answered(code).event
        #expect(try Self.json(event)["outcome"] == .string(outcome))
    }

    @Test func `outcomes of certificates and tokens have words of their own`() throws {
        let dry = "\"/apis/certificates.k8s.io/v1/certificatesigningrequests?dryRun=All\""
        let token = AuditRecord.tokenRequest()
        let cases: [(AuditRecord, AlertOutcome)] = [
            (.approval(), .approved), (.approval(condition: "Denied"), .denied), (.signing(), .issued),
            (.approval(condition: "Failed"), .success), (AuditRecord.approval().answered("409"), .refused),
            (AuditRecord.certificateRequest().with("requestURI", dry), .dryRun), (token, .issued),
            (token.with("requestURI", "\"/api/v1/x?dryRun=All\""), .issued), (token.answered("403"), .refused),
            (token.answered("504"), .failure), (token.with("responseStatus", nil), .unknown),
            (.podCertificateStatus(), .issued),
            (.podCertificateStatus(#"{"conditions":[{"type":"Denied"}]}"#), .denied),
            (.legacyToken(), .success), (AuditRecord.secret(name: "a").answered("403"), .failure),
        ]
        for (record, expected) in cases {
            #expect(try AlertSamples.certificateRequest(record.event).outcome == expected, "\(record.json)")
        }
    }

    @Test func `a certificate request is shown decoded, with who made it`() throws {
        let request = try AuditFixture.certificateRequest("san")
        let spec =
            "{\"request\":\"\(request)\",\"signerName\":\"a.example/b\",\"usages\":[\"server auth\"],"
            + "\"expirationSeconds\":600,\"username\":\"bob\",\"groups\":[\"g\"]}"
        let record = AuditRecord.approval().with("requestObject", "{\"spec\":\(spec),\"status\":{}}")
        let csr = try #require(try Self.json(record.event)["audit"]?["csr"])
        #expect(csr["subject"]?["common_name"] == .string("web") && csr["subject"]?["text"] == .string("CN=web"))
        #expect(csr["dns_names"] == .array([.string("web.example"), .string("system:masters")]))
        #expect(csr["ip_addresses"] == .array([.string("192.0.2.7"), .string("2001:db8:0:0:0:0:0:1")]))
        #expect(csr["key"] == .string("EC P-256") && csr["expirationSeconds"] == .number(600))
        #expect(csr["requester"]?["username"] == .string("bob") && csr["unreadable"] == nil)
    }

    @Test func `a pod's certificate request names pod, account and node`() throws {
        let csr = try #require(try Self.json(AuditRecord.podCertificateRequest().event)["audit"]?["csr"])
        #expect(csr["podName"] == .string("web-1") && csr["podUID"] == .string("u-7"))
        #expect(csr["serviceAccountName"] == .string("web") && csr["nodeName"] == .string("node-1"))
        #expect(csr["key"] == .string("Ed25519") && csr["expirationSeconds"] == .number(86400))
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

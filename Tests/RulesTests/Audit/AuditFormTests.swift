// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// The same requests as the providers wrap them.
@Suite struct AuditFormTests {
    private func rules(_ text: String) -> [[String]] {
        RecordDecoder.decode(Array(text.utf8)).map { item in
            guard case .audit(let event) = item else { return ["not read"] }
            return AuditRules.all.compactMap { $0.evaluate(event)?.rule.id }
        }
    }

    private func string(_ text: String) -> String { String(decoding: JSONValue(string: text).bytes, as: UTF8.self) }

    private func google(_ name: String, _ method: String, request: String = "{}", status: String = "{}") -> String {
        """
        {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","serviceName":"k8s.io",
        "methodName":"io.k8s.\(method)","resourceName":"\(name)","request":\(request),"status":\(status),
        "authenticationInfo":{"principalEmail":"eve@example.com"},"requestMetadata":{"callerIp":"203.0.113.7"}},
        "labels":{"authorization.k8s.io/decision":"allow"},"timestamp":"2026-11-20T14:03:22Z"}
        """
    }

    @Test func `EventList, EKS and AKS records of one attack fire alike`() throws {
        let masters = try AuditFixture.certificateRequest("masters")
        let event = AuditRecord.certificateRequest(request: masters).json
        let expected = [["KW-2001", "KW-2004"]]
        #expect(rules(event) == expected)
        #expect(rules("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[\(event)]}") == expected)
        #expect(rules("{\"message\":\(string(event))}") == expected)
        #expect(rules("{\"category\":\"kube-audit\",\"properties\":{\"log\":\(string(event))}}") == expected)
    }

    @Test func `GKE's create, apply, approval and token fire, the cluster-scoped subresource included`() throws {
        let name = "certificates.k8s.io/v1/certificatesigningrequests"
        let spec =
            "{\"spec\":{\"signerName\":\"kubernetes.io/kube-apiserver-client\",\"usages\":[\"client auth\"],"
            + "\"request\":\"\(try AuditFixture.certificateRequest("masters"))\"}}"
        let method = "certificates.v1.certificatesigningrequests"
        #expect(rules(google(name, "\(method).create", request: spec)) == [["KW-2001", "KW-2004"]])
        #expect(rules(google("\(name)/a", "\(method).patch", request: spec)) == [["KW-2001", "KW-2004"]])
        let approved = #"{"status":{"conditions":[{"type":"Approved"}]}}"#
        #expect(rules(google("\(name)/a/approval", "\(method).approval.update", request: approved)) == [["KW-2002"]])
        let token = "core/v1/namespaces/shop/serviceaccounts/web/token"
        #expect(rules(google(token, "core.v1.serviceaccounts.token.create")) == [["KW-2006"]])
    }

    @Test func `GKE's gRPC status is a refusal`() throws {
        let name = "certificates.k8s.io/v1/certificatesigningrequests"
        let text = google(
            name, "certificates.v1.certificatesigningrequests.create", status: #"{"code":7,"message":"no"}"#)
        for case .audit(let event) in RecordDecoder.decode(Array(text.utf8)) {
            let finding = try #require(ClientCertificateRequested().evaluate(event))
            #expect(finding.severity == .low && finding.reason.contains("refused it (403)"))
        }
    }

    @Test func `a provider's name is excused in that provider's records only`() {
        let event = AuditRecord.tokenRequest().user("eks:node-manager").json
        #expect(rules("{\"message\":\(string(event))}") == [[]])
        #expect(rules(event) == [["KW-2006", "KW-2007"]])
        #expect(
            rules("{\"category\":\"kube-audit\",\"properties\":{\"log\":\(string(event))}}") == [
                ["KW-2006", "KW-2007"]
            ])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// What a client can do to a request so that the API server takes it and a reader of the log may pass it over. The
/// request asks for system:masters each time.
@Suite struct HiddenRequestTests {
    private func record() throws -> AuditRecord {
        .certificateRequest(request: try AuditFixture.certificateRequest("masters"))
    }

    private func rules(_ record: AuditRecord) -> [String] {
        rules(record.event)
    }

    private func rules(_ event: AuditEvent) -> [String] {
        AuditRules.all.compactMap { $0.evaluate(event)?.rule.id }
    }

    private static let asked = ["KW-2001", "KW-2004"]

    @Test func `behind an audit id that was used before`() throws {
        let detector = Detector(
            context: AlertContext(hostname: "h", cluster: nil), fileRules: [], auditRules: AuditRules.all,
            judge: { _ in nil })
        let first = detector.detect(AuditRecord.certificateRequest().event, upstream: [])
        let second = detector.detect(try record().event, upstream: [])
        #expect(second.rules == Self.asked)
        #expect(first.alert?.id != second.alert?.id)
    }

    @Test(arguments: [
        "/apis/certificates.k8s.io/v1/certificatesigningreq%75ests",
        "/apis/certificates%2Ek8s.io/v1/%63ertificatesigningrequests/",
        "/apis/certificates.k8s.io/v1/certificatesigningrequests?fieldManager=a&x=%2e%2e/pods",
    ])
    func `behind an escaped URI, with and without objectRef`(uri: String) throws {
        let record = try record().with("requestURI", "\"\(uri)\"")
        #expect(rules(record) == Self.asked)
        #expect(rules(record.with("objectRef", nil)) == Self.asked)
        #expect(rules(record.with("objectRef", #"{"resource":7,"apiGroup":"x"}"#)) == Self.asked)
    }

    @Test func `behind a body that is too large to be logged`() throws {
        let truncated = try record().with("requestObject", nil).with(
            "annotations", #"{"authorization.k8s.io/decision":"allow","audit.k8s.io/truncated":"true"}"#)
        #expect(rules(truncated) == ["KW-2001", "KW-2012"])
        let node = truncated.user("system:node:n1", groups: "[\"system:nodes\"]")
        #expect(rules(node) == ["KW-2012"])
        #expect(rules(try record().with("requestObject", "\"skipped-too-big-size-object\"")) == ["KW-2001", "KW-2012"])
    }

    @Test func `behind a record that was cut`() throws {
        var event = try record().user("system:node:n1", groups: "[\"system:nodes\"]").event
        event.damage = "cut after 65536 bytes"
        event.requestObject = nil
        #expect(rules(event) == ["KW-2001", "KW-2012"])
        event.objectRef = nil
        #expect(rules(event) == ["KW-2001", "KW-2012"])
        event.requestURI = nil
        #expect(rules(event) == ["KW-2012"])
    }

    @Test(arguments: ["key RSA-512", "key EC P-224", "key EC secp256k1", "key Ed448", "key broken RSA", "key empty"])
    func `behind a key that libraries refuse`(name: String) throws {
        let request = try AuditFixture.certificateRequest(name)
        #expect(rules(.certificateRequest(request: request)) == Self.asked)
    }

    @Test(arguments: ["second after a decoy", "attributes garbage", "attributes deep", "signature garbage", "bmp"])
    func `behind a decoy, garbage or an odd string`(name: String) throws {
        let request = try AuditFixture.certificateRequest(name)
        #expect(rules(.certificateRequest(request: request)) == Self.asked)
    }

    @Test func `behind what cannot be read at all`() throws {
        let finding = try #require(ClientCertificateRequested().evaluate(AuditRecord.certificateRequest().event))
        #expect(finding.severity == .high)
        #expect(finding.reason.contains("could not be read (it holds no PEM block of a certificate request)"))
    }

    @Test func `behind an apply, also a refused one and one in a record that knows no 201`() throws {
        let apply = try record().with("verb", "\"patch\"")
        #expect(rules(apply) == Self.asked)
        #expect(rules(apply.answered("403")) == Self.asked)
        var google = apply.answered("200").event
        google.form = .gke
        #expect(rules(google) == Self.asked)
    }

    @Test(arguments: [
        #"[{"op":"add","path":"/status/conditions","value":[{"type":"Approved","status":"True"}]}]"#,
        #"[{"op":"move","from":"/metadata/annotations/a","path":"/status/conditions"}]"#,
        #"{"status":{"conditions":[{"type":"Approved"}]}}"#,
    ])
    func `behind a patch of the approval`(patch: String) {
        let record = AuditRecord.approval().with("verb", "\"patch\"").with("requestObject", patch)
        #expect(rules(record) == ["KW-2002"])
    }

    @Test(arguments: ["Panic", "ResponseStarted", "RequestReceived", "responsecomplete", "ResponseComplete2", ""])
    func `behind an odd stage`(stage: String) throws {
        #expect(rules(try record().with("stage", "\"\(stage)\"")) == Self.asked)
        #expect(rules(try record().with("stage", "7")) == Self.asked)
        #expect(rules(AuditRecord.tokenRequest().with("stage", "\"\(stage)\"")) == ["KW-2006", "KW-2007"])
    }
}

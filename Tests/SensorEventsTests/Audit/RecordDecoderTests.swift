// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing
import TestSupport

@Suite struct RecordDecoderTests {
    private func decode(_ text: String) -> [DecodedItem] { RecordDecoder.decode(Array(text.utf8)) }

    private func audit(_ item: DecodedItem?) -> AuditEvent? {
        if case .audit(let event) = item { return event }
        return nil
    }

    private func reason(_ item: DecodedItem?) -> String? {
        if case .other(let reason, _) = item { return reason }
        return nil
    }

    private let native = AuditRecord.certificateRequest()

    @Test func `a line with kind Event is a native audit event`() throws {
        let event = try #require(audit(decode(native.json).first))
        #expect(event.form == .native)
        #expect(event.auditID == "6d6f1a52-6a4e-4a0c-9d1f-0d2f1d9a7c11")
    }

    @Test func `an event needs no kind, as the published cases of Panther show`() {
        let bare = #"{"verb":"create","user":{"username":"u"},"objectRef":{"resource":"pods"}}"#
        #expect(audit(decode(bare).first)?.verb == "create")
    }

    @Test func `an EventList gives its items in order, and a damaged item does not end it`() {
        let list = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":["#
        let first = native.with("kind", nil).with("apiVersion", nil)
        let items = decode(list + first.json + ",17," + first.with("verb", "\"get\"").json + "]}")
        #expect(items.count == 3)
        #expect(audit(items.first)?.form == .eventListItem)
        #expect(reason(items.dropFirst().first) != nil)
        #expect(audit(items.last)?.verb == "get")
    }

    @Test func `the core API's Event and EventList are no audit events`() {
        #expect(reason(decode(#"{"kind":"Event","apiVersion":"v1","verb":"x","user":{}}"#).first) != nil)
        #expect(reason(decode(#"{"kind":"EventList","apiVersion":"v1","items":[{"verb":"x"}]}"#).first) != nil)
    }

    @Test func `an empty batch is one item that says so`() {
        #expect(decode(#"{"kind":"EventList","items":[]}"#) == [.other(reason: "empty batch")])
    }

    @Test func `CloudWatch messages are EKS events, alone and in a batch`() {
        let message = String(decoding: JSONValue(string: native.json).bytes, as: UTF8.self)
        #expect(audit(decode("{\"message\":\(message)}").first)?.form == .eks)
        let batch = decode(
            "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"I1120 klog\"},{\"message\":\(message)}]}")
        #expect(batch.count == 2)
        #expect(batch.first == .foreign(kind: "CloudWatch message of text"))
        #expect(audit(batch.last)?.form == .eks)
    }

    /// Each record cut behind its object reference, as by a writer that died, with what is left of it.
    private var head: String {
        let text = native.json
        return String(text[..<(text.firstRange(of: "\"responseStatus\"")?.upperBound ?? text.endIndex)])
    }

    @Test func `a message that CloudWatch cut is an event without what was cut off`() throws {
        let message = String(decoding: JSONValue(string: head + "[Truncated...]").bytes, as: UTF8.self)
        let event = try #require(audit(decode("{\"timestamp\":1763683506033,\"message\":\(message)}").first))
        #expect(event.time == WallTime(nanoseconds: 1_763_683_506_033_000_000))
        #expect(event.form == .eks)
        #expect(event.verb == "create")
        #expect(event.objectRef?.resource == "certificatesigningrequests")
        #expect(event.responseStatus == nil)
        #expect(event.damage == "CloudWatch cut the message")
    }

    private func damaged(_ text: String) -> [AuditEvent]? {
        if case .damagedAudit(let events, _, _) = decode(text).first { return events }
        return nil
    }

    @Test func `what is left of a damaged record is an event of its own kind`() throws {
        let whole = native.json
        let deep = native.with("requestObject", String(repeating: "[", count: 513) + String(repeating: "]", count: 513))
        for text in [
            head, head + "\u{0}\u{1}", whole + "}", whole + " x", deep.json,
            whole.replacing("{", with: "[{", maxReplacements: 1),
        ] {
            let event = try #require(damaged(text)?.first)
            #expect(event.user?.username == "alice")
            #expect(event.objectRef?.resource == "certificatesigningrequests")
            #expect(event.damage != nil)
        }
        let time = try #require(audit(decode(whole).first)?.time)
        #expect(damaged(deep.json)?.first?.time == time)
        #expect(damaged(#"{"log":"{\"auditID\":"#)?.map(\.verb) == [nil])
    }

    @Test func `a record that is glued to another is recovered too`() throws {
        let second = native.with("verb", "\"update\"").json
        #expect(damaged(head + second)?.map(\.verb) == ["create", "update"])
        #expect(damaged(native.json + second + head)?.map(\.verb) == ["create", "update", "create"])
        // In a string the beginning of a record is only text.
        let quoted = native.with("userAgent", "\"{\\\"kind\\\":\\\"Event\\\",\\\"apiVersion\\\":\\\"audit.k8s.io/\"")
        #expect(damaged(quoted.json + "x")?.count == 1)
    }

    @Test func `damage in what is no audit record is nothing more`() {
        #expect(decode(#"{"a":"#) == [.other(reason: "ends inside a JSON value", offset: 5)])
    }

    @Test(arguments: ["kube-audit", "kube-audit-admin"])
    func `AKS records of the audit categories hold an event`(category: String) {
        let log = String(decoding: JSONValue(string: native.json).bytes, as: UTF8.self)
        let record = "{\"category\":\"\(category)\",\"properties\":{\"log\":\(log)}}"
        #expect(audit(decode(record).first)?.form == .aks)
        let batch = decode(
            "{\"records\":[\(record),{\"category\":\"kube-scheduler\",\"properties\":{\"log\":\"I1120\"}}]}")
        #expect(audit(batch.first)?.user?.username == "alice")
        #expect(batch.last == .foreign(kind: "AKS record of category kube-scheduler"))
    }

    @Test func `a LogEntry of GKE gives Kubernetes' own fields`() throws {
        let entry = #"""
            {"insertId":"i1","timestamp":"2026-11-20T14:03:22Z","labels":{"authorization.k8s.io/decision":"allow"},
            "protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.certificates.v1.certificatesigningrequests.approval.update",
            "resourceName":"certificates.k8s.io/v1/certificatesigningrequests/csr-a/approval",
            "authenticationInfo":{"principalEmail":"user@example.com"},"requestMetadata":{"callerIp":"203.0.113.7",
            "callerSuppliedUserAgent":"kubectl"},"status":{"code":7,"message":"no"},"request":{"x":1}}}
            """#
        let event = try #require(audit(decode(entry).first))
        #expect(event.form == .gke)
        #expect(event.verb == "update")
        #expect(
            event.objectRef
                == AuditObjectReference(
                    resource: "certificatesigningrequests", subresource: "approval", apiGroup: "certificates.k8s.io",
                    apiVersion: "v1", name: "csr-a"))
        #expect(event.requestURI == "/apis/certificates.k8s.io/v1/certificatesigningrequests/csr-a/approval")
        #expect(event.user?.username == "user@example.com")
        #expect(event.sourceIP == "203.0.113.7")
        #expect(event.responseStatus?.code == 403)
        #expect(event.annotations["authorization.k8s.io/decision"] == "allow")
        #expect(event.time == WallTime(rfc3339: "2026-11-20T14:03:22Z"))
    }

    @Test func `a namespaced name of GKE is split after its namespace`() {
        let entry = #"""
            {"protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.core.v1.serviceaccounts.token.create",
            "resourceName":"core/v1/namespaces/shop/serviceaccounts/web/token"}}
            """#
        let object = audit(decode(entry).first)?.objectRef
        #expect(object?.namespace == "shop" && object?.resource == "serviceaccounts" && object?.name == "web")
        #expect(object?.subresource == "token" && object?.apiGroup == "")
    }

    @Test func `OpenShift's forwarder fields do not hide the event`() {
        #expect(
            audit(decode(native.with("openshift", "{}").with("log_type", "\"audit\"").json).first)?.form == .openshift)
    }

    @Test func `Panther's label is kept, and says which provider a bare event came from`() {
        let event = audit(
            decode(native.with("p_log_type", "\"Amazon.EKS.Audit\"").with("p_source_label", "\"c1\"").json).first)
        #expect(event?.form == .eks)
        #expect(event?.pantherLogType == "Amazon.EKS.Audit")
        #expect(event?.pantherSourceLabel == "c1")
    }

    @Test func `capture lines are left to the capture reader`() {
        #expect(decode(#"{"schema":"keyward.capture/1","kind":"header"}"#) == [.captureLine])
    }

    @Test func `what is no record says why and where`() {
        #expect(decode("[1,2]") == [.other(reason: "no JSON object")])
        #expect(decode(#"{"a":1"#) == [.other(reason: "ends inside a JSON value", offset: 6)])
        #expect(decode("I1120 14:03 klog") == [.other(reason: "unexpected byte", offset: 0)])
        #expect(reason(decode(#"{"hello":"world"}"#).first) != nil)
    }

    @Test func `a line over the limit is refused unread`() {
        #expect(
            RecordDecoder.decode(Array("{\"a\":1}".utf8), maximumBytes: 6) == [
                .other(reason: "longer than the limit", offset: 6)
            ])
    }
}

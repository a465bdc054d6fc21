// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing
import TestSupport

@Suite struct AuditEventTests {
    @Test func `every field arrives where it belongs`() {
        let event = AuditRecord.tokenRequest().impersonating("bob", groups: "[\"g\"]").with(
            "user",
            "{\"username\":\"alice\",\"uid\":\"u-17\",\"groups\":[\"developers\"],"
                + "\"extra\":{\"authentication.kubernetes.io/credential-id\":[\"JTI=9\"],\"one\":\"x\"}}"
        ).with("responseObject", "{\"kind\":\"TokenRequest\"}").event
        #expect(event.level == "Request" && event.stage == "ResponseComplete" && event.verb == "create")
        #expect(event.requestURI == "/api/v1/namespaces/shop/serviceaccounts/web/token")
        #expect(event.user?.username == "alice" && event.user?.uid == "u-17" && event.user?.groups == ["developers"])
        #expect(event.user?.credentialID == "JTI=9" && event.user?.extra["one"] == ["x"])
        #expect(event.impersonatedUser == AuditUser(username: "bob", groups: ["g"]))
        #expect(event.userAgent == "kubectl/v1.36.1")
        #expect(
            event.objectRef
                == AuditObjectReference(
                    resource: "serviceaccounts", subresource: "token", apiVersion: "v1", namespace: "shop", name: "web")
        )
        #expect(event.responseStatus == AuditResponseStatus(code: 201))
        #expect(event.requestObject?["kind"]?.string == "TokenRequest")
        #expect(event.responseObject?["kind"]?.string == "TokenRequest")
        #expect(event.annotations == ["authorization.k8s.io/decision": "allow"])
        #expect(event.time == WallTime(rfc3339: "2026-11-20T14:03:22.112345Z"))
        #expect(event.malformed.isEmpty)
    }

    @Test func `the source address is the last one, which the client cannot choose`() {
        #expect(AuditRecord.tokenRequest().event.sourceIP == "203.0.113.7")
    }

    @Test(arguments: [
        ("user", "\"alice\"", "user"), ("user", "{\"username\":7}", "user.username"),
        ("user", "{\"groups\":[1]}", "user.groups"), ("verb", "7", "verb"), ("sourceIPs", "\"1.2.3.4\"", "sourceIPs"),
        ("objectRef", "[]", "objectRef"), ("responseStatus", "{\"code\":true}", "responseStatus.code"),
        ("annotations", "[]", "annotations"), ("stageTimestamp", "\"yesterday\"", "stageTimestamp"),
        ("requestReceivedTimestamp", "\"9999-01-01T00:00:00Z\"", "requestReceivedTimestamp"),
    ])
    func `a field of the wrong type is named, and the event is kept`(field: String, json: String, name: String) {
        let event = AuditRecord.certificateRequest().with(field, json).event
        #expect(event.malformed == [name])
        #expect(event.auditID == "6d6f1a52-6a4e-4a0c-9d1f-0d2f1d9a7c11")
    }

    @Test(arguments: [
        ("403", 403, AuditResponseStatus.CodeKind.integer), ("\"403\"", 403, .string), ("403.0", 403, .fraction),
    ])
    func `a code is read however it is spelt, and how is kept`(
        json: String, code: Int, kind: AuditResponseStatus.CodeKind
    ) {
        let status = AuditRecord.certificateRequest().answered(json).event.responseStatus
        #expect(status?.code == code)
        #expect(status?.codeKind == kind)
    }

    @Test func `null is absent, not malformed`() {
        let event = AuditRecord.certificateRequest().with("user", "null").with("responseStatus", "{\"code\":null}")
            .event
        #expect(event.user == nil && event.responseStatus?.code == nil && event.malformed.isEmpty)
    }

    @Test func `annotations that are no strings are kept as written`() {
        let event = AuditRecord.certificateRequest().with("annotations", "{\"a\":1,\"b\":\"x\"}").event
        #expect(event.annotations == ["a": "1", "b": "x"])
    }

    @Test func `the stages of one request share a key, other requests under the same audit ID do not`() {
        let record = AuditRecord.certificateRequest()
        let key = record.event.requestKey
        #expect(record.with("stage", "\"RequestReceived\"").with("responseStatus", nil).event.requestKey == key)
        for change in [("auditID", "\"x\""), ("requestURI", "\"/x\""), ("verb", "\"get\""), ("verb", "null")] {
            #expect(record.with(change.0, change.1).event.requestKey != key)
        }
        let moved = record.with("verb", "\"cre\"").with("requestURI", "\"ate/apis\"").event.requestKey
        #expect(moved != record.with("verb", "\"create\"").with("requestURI", "\"/apis\"").event.requestKey)
    }

    @Test func `the same stage with other content has another digest, the same content in another wrapping has not`() {
        let record = AuditRecord.certificateRequest()
        let digest = record.event.contentDigestInput
        for change in [
            ("stage", "\"Panic\""), ("requestObject", "{}"), ("responseObject", "{}"),
            ("user", "{\"username\":\"bob\"}"),
            ("impersonatedUser", "{\"username\":\"alice\"}"), ("responseStatus", "{\"code\":403}"),
            ("sourceIPs", "[\"203.0.113.7\"]"), ("annotations", "{}"), ("objectRef", "{}"), ("userAgent", "\"\""),
        ] {
            #expect(record.with(change.0, change.1).event.contentDigestInput != digest)
        }
        #expect(record.with("kind", nil).with("openshift", "{}").event.contentDigestInput == digest)
    }
}

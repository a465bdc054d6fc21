// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2008Tests {
    private func severity(_ record: AuditRecord) -> Severity? {
        TokenSecretCreated().evaluate(record.event)?.severity
    }

    private let token = AuditRecord.secret(
        name: "web-token-abcde", type: "\"kubernetes.io/service-account-token\"",
        annotations: #"{"kubernetes.io/service-account.name":"web"}"#)
    private let bootstrap = AuditRecord.secret(
        name: "bootstrap-token-abc123", namespace: "kube-system", type: "\"bootstrap.kubernetes.io/token\"")
    private let manager = "system:kube-controller-manager"

    @Test func `a service account's token Secret fires, and the reason names whose token it is`() throws {
        let finding = try #require(TokenSecretCreated().evaluate(token.event))
        #expect(finding.severity == .high && finding.rule.id == "KW-2008")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) created the Secret shop/web-token-abcde, a token of the service account web "
                + "which never expires.")
    }

    @Test func `a bootstrap token fires`() {
        #expect(severity(bootstrap) == .high)
    }

    @Test(arguments: ["\"Opaque\"", "\"kubernetes.io/tls\"", "\"kubernetes.io/service-account-token-x\"", "null"])
    func `other types are nothing, whatever the name`(type: String) {
        #expect(severity(.secret(name: "web-token-abcde", type: type)) == nil)
        #expect(severity(.secret(name: "bootstrap-token-abc123", namespace: "kube-system", type: type)) == nil)
    }

    @Test(arguments: [
        ("bootstrap-token-abc123", "kube-system", Severity?.some(.medium)), ("bootstrap-token-abc123", "shop", nil),
        ("bootstrap-token-abc12", "kube-system", .low), ("web-token-x7k2p", "shop", .low), ("web-token", "shop", nil),
        ("web-token-config", "shop", nil), ("web-token-ABCDE", "shop", nil),
    ])
    func `at level Metadata the name tells, less surely`(name: String, namespace: String, expected: Severity?) {
        #expect(severity(AuditRecord.secret(name: name, namespace: namespace).with("requestObject", nil)) == expected)
    }

    @Test func `an apply that makes one fires, one that changes it or a read does not`() {
        #expect(severity(token.with("verb", "\"patch\"")) == .high)
        #expect(severity(token.with("verb", "\"patch\"").answered("200")) == nil)
        #expect(severity(token.with("verb", "\"patch\"").answered("403")) == .low)
        #expect(severity(token.with("verb", "\"update\"").answered("200")) == nil)
        #expect(severity(token.with("verb", "\"get\"").answered("200")) == nil)
    }

    @Test func `the token controller is quiet where name and account fit, and nobody else is`() {
        #expect(severity(token.user(manager)) == nil)
        #expect(severity(token.with("requestObject", nil).user(manager)) == nil)
        #expect(severity(token.user("system:serviceaccount:kube-system:tokens-controller")) == .high)
        #expect(severity(token.impersonating(manager)) == .high)
        #expect(severity(bootstrap.user(manager)) == .high)
        let other = AuditRecord.secret(
            name: "other", type: "\"kubernetes.io/service-account-token\"",
            annotations: #"{"kubernetes.io/service-account.name":"web"}"#)
        #expect(severity(other.user(manager)) == .high)
    }

    @Test func `refusal and dry run count as everywhere`() {
        #expect(severity(token.answered("403")) == .low)
        #expect(severity(token.with("requestURI", "\"/api/v1/namespaces/shop/secrets?dryRun=All\"")) == .info)
    }

    @Test func `another group's secrets are another thing`() {
        let object = #"{"resource":"secrets","name":"web-token-abcde","apiGroup":"example.com"}"#
        #expect(severity(token.with("objectRef", object)) == nil)
    }
}

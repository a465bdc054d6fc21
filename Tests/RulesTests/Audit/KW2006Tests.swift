// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

@Suite struct KW2006Tests {
    private func severity(_ record: AuditRecord, form: AuditForm? = nil) -> Severity? {
        var event = record.event
        if let form { event.form = form }
        return TokenRequested().evaluate(event)?.severity
    }

    private static let bound = #"{"expirationSeconds":3607,"boundObjectRef":{"kind":"Pod","name":"web-1","uid":"u1"}}"#
    private let request = AuditRecord.tokenRequest()
    private let kubelet = AuditRecord.tokenRequest(spec: bound).with("userAgent", "\"kubelet/v1.36.1\"").user(
        "system:node:n1", groups: "[\"system:nodes\"]")

    @Test func `a token asked for by a person fires, and the reason names who and whose`() throws {
        let finding = try #require(TokenRequested().evaluate(request.event))
        #expect(finding.severity == .medium && finding.rule.id == "KW-2006")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) asked for a token of the service account shop/web, for 3600 s, bound to nothing: "
                + "whoever holds it acts as that account.")
    }

    @Test func `a kubelet may ask for a token of its pod`() {
        #expect(severity(kubelet) == nil)
        #expect(severity(kubelet.answered("404")) == nil)
    }

    @Test(arguments: [
        #"{"boundObjectRef":null}"#, #"{"boundObjectRef":{"kind":"Secret","name":"s","uid":"u"}}"#,
        #"{"boundObjectRef":{"kind":"Pod","name":"web-1"}}"#, #"{"boundObjectRef":{"kind":"Pod","uid":"u1"}}"#,
    ])
    func `a node that asks for a token bound to no pod fires`(spec: String) {
        #expect(severity(kubelet.with("requestObject", "{\"spec\":\(spec)}")) == .medium)
    }

    @Test func `the response says what the token is bound to`() {
        #expect(severity(kubelet.with("responseObject", #"{"spec":{"boundObjectRef":null}}"#)) == .medium)
    }

    @Test func `at Metadata a node is taken at its word unless its agent is no kubelet`() {
        let bare = kubelet.with("requestObject", nil)
        #expect(severity(bare) == nil)
        #expect(severity(bare.with("userAgent", "\"kubectl/v1.36.1\"")) == .medium)
        #expect(severity(bare.with("userAgent", "\"k3s/v1.36.1\"")) == nil)
        #expect(severity(bare.with("userAgent", nil)) == nil)
    }

    @Test func `a kubelet's agent excuses nobody else`() {
        #expect(severity(request.with("userAgent", "\"kubelet/v1.36.1\"").with("requestObject", nil)) == .medium)
        #expect(severity(kubelet.user("system:node:n1")) == .medium)
    }

    @Test func `a node that was refused tried for more, or was too early`() {
        #expect(severity(kubelet.answered("403")) == .low)
        #expect(severity(kubelet.answered("403").with("requestObject", nil)) == .info)
    }

    @Test func `the controller manager may ask for its controllers, for an hour, unbound`() {
        let own = AuditRecord.tokenRequest(namespace: "kube-system").user("system:kube-controller-manager")
        #expect(severity(own) == nil)
        #expect(severity(own.with("requestObject", nil)) == nil)
        #expect(severity(own.with("requestObject", #"{"spec":{"expirationSeconds":946080000}}"#)) == .medium)
        #expect(severity(request.user("system:kube-controller-manager")) == .medium)
    }

    @Test(arguments: [
        (#"["https://vault.example.com"]"#, Severity?.none), (#"[]"#, .medium),
        (#"["https://kubernetes.default.svc"]"#, .medium), (#"["https://vault.example.com","api"]"#, .medium),
        (#"["k3s"]"#, .medium), (#"["https://oidc.eks.eu-west-1.amazonaws.com/id/1"]"#, .medium),
    ])
    func `a broker of kube-system may ask for short tokens for other systems`(audiences: String, expected: Severity?) {
        let spec = "{\"expirationSeconds\":900,\"audiences\":\(audiences)}"
        let own = AuditRecord.tokenRequest(spec: spec).user("system:serviceaccount:kube-system:broker")
        #expect(severity(own) == expected)
        #expect(severity(own.user("system:serviceaccount:default:broker")) == .medium)
    }

    @Test func `a broker that asks for more than an hour, or whose request was not logged, fires`() {
        let spec = #"{"expirationSeconds":86400,"audiences":["https://vault.example.com"]}"#
        let broker = "system:serviceaccount:kube-system:broker"
        #expect(severity(AuditRecord.tokenRequest(spec: spec).user(broker)) == .medium)
        #expect(severity(request.with("requestObject", nil).user(broker)) == .medium)
    }

    @Test func `a dry run returns a working token, so nobody is excused`() throws {
        let uri = "\"/api/v1/namespaces/shop/serviceaccounts/web/token?dryRun=All\""
        #expect(severity(kubelet.with("requestURI", uri)) == .medium)
        let finding = try #require(TokenRequested().evaluate(request.with("requestURI", uri).event))
        #expect(finding.severity == .medium && finding.reason.contains("dry run"))
    }

    @Test func `refusals and failures lower the severity`() {
        #expect(severity(request.answered("403")) == .low)
        #expect(severity(request.answered("500")) == .medium)
        let received = request.with("stage", "\"RequestReceived\"").with("responseStatus", nil)
        #expect(severity(received.with("requestObject", nil)) == nil)
    }

    @Test func `impersonation excuses nothing`() {
        #expect(
            severity(
                AuditRecord.tokenRequest(spec: Self.bound).impersonating("system:node:n1", groups: "[\"system:nodes\"]")
            ) == .medium)
        #expect(severity(kubelet.impersonating("system:kube-controller-manager")) == .medium)
    }

    @Test(arguments: [
        "masterclient", "nodeclient", "aks-service", "eks:x", "aksService", "system:serviceaccount:tigera-operator:x",
        "system:serviceaccount:calico-system:x", "system:kube-scheduler", "",
    ])
    func `names that others exclude are not excused here`(name: String) {
        #expect(severity(request.user(name)) == .medium)
    }

    @Test func `a provider's identity is excused in its own records only`() {
        #expect(severity(request.user("eks:x"), form: .eks) == nil)
        #expect(severity(request.user("aksService"), form: .aks) == nil)
        #expect(severity(request.user("aksService"), form: .eks) == .medium)
    }

    @Test func `creating a service account, or reading one, is another thing`() {
        #expect(severity(request.with("objectRef", #"{"resource":"serviceaccounts","name":"web"}"#)) == nil)
        #expect(severity(request.with("verb", "\"get\"")) == nil)
    }

    @Test func `without objectRef the request URI tells whose token it is`() throws {
        let finding = try #require(TokenRequested().evaluate(request.with("objectRef", nil).event))
        #expect(finding.reason.contains("shop/web"))
    }
}

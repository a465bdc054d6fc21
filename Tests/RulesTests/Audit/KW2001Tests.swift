// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

@Suite struct KW2001Tests {
    private func severity(_ record: AuditRecord, form: AuditForm? = nil) -> Severity? {
        var event = record.event
        if let form { event.form = form }
        return ClientCertificateRequested().evaluate(event)?.severity
    }

    private let request = AuditRecord.certificateRequest()
    private let node = "[\"system:nodes\",\"system:authenticated\"]"
    private let bootstrap = "[\"system:bootstrappers\",\"system:authenticated\"]"

    @Test func `a client certificate asked for by a person fires, and the reason names who, what and where from`()
        throws
    {
        let record = AuditRecord.certificateRequest(request: try AuditFixture.certificateRequest("alice"))
        let finding = try #require(ClientCertificateRequested().evaluate(record.event))
        #expect(finding.severity == .high && finding.rule.id == "KW-2001")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) asked for a client certificate of signer kubernetes.io/kube-apiserver-client "
                + "in the CertificateSigningRequest csr-a, for the subject CN=alice,O=developers (EC P-256): a certificate "
                + "is a login that nobody can revoke.")
    }

    @Test(arguments: [
        ("kubernetes.io/kube-apiserver-client", "[]", Severity.high),
        ("kubernetes.io/kube-apiserver-client-kubelet", "[]", .high), ("kubernetes.io/legacy-unknown", "[]", .high),
        ("kubernetes.io/kubelet-serving", "[\"server auth\"]", nil),
        ("kubernetes.io/kubelet-serving", "[\"client auth\"]", .medium),
        ("issuers.example.com/shop", "[\"server auth\"]", nil),
        ("issuers.example.com/shop", "[\"client auth\"]", .medium),
        ("issuers.example.com/shop", "[\"any\"]", .medium), ("issuers.example.com/shop", "[\"xclient auth\"]", nil),
        ("x.kubernetes.io/kube-apiserver-client-y", "[\"server auth\"]", nil),
        ("kubernetes.io/kube-apiserver-client-", "[]", nil),
    ])
    func `signers and usages are compared whole`(signer: String, usages: String, expected: Severity?) {
        #expect(severity(.certificateRequest(signer: signer, usages: usages)) == expected)
    }

    @Test func `a server-side apply that makes the object is a create, one that changes it is not`() {
        #expect(severity(request.with("verb", "\"patch\"").answered("201")) == .high)
        #expect(severity(request.with("verb", "\"patch\"").answered("200")) == nil)
        #expect(severity(request.with("verb", "\"patch\"").answered("403")) == .low)
        #expect(severity(request.with("verb", "\"patch\"").with("requestObject", "{}").answered("403")) == nil)
        #expect(severity(request.with("verb", "\"update\"").answered("200")) == nil)
    }

    @Test(arguments: [
        ("\"RequestReceived\"", "201", Severity?.some(.high)), ("\"ResponseStarted\"", "201", .high),
        ("\"ResponseStarted\"", "401", .low), ("\"Whatever\"", "201", .high),
        ("\"Panic\"", "201", .medium), ("null", "201", .high), ("\"ResponseComplete\"", "401", .low),
    ])
    func `a record that may tell the outcome is judged, whatever its stage`(
        stage: String, code: String, expected: Severity?
    ) {
        #expect(severity(request.with("stage", stage).answered(code)) == expected)
    }

    @Test func `a request that has not been answered is none yet`() {
        let received = request.with("stage", "\"RequestReceived\"").with("responseStatus", nil)
        #expect(severity(received.with("requestObject", nil)) == nil)
        #expect(severity(received) == .high)
    }

    @Test(arguments: [("403", Severity.low), ("409", .low), ("\"403\"", .low), ("500", .medium), ("504", .medium)])
    func `a refusal lowers the severity and is in the reason`(code: String, expected: Severity) throws {
        let finding = try #require(ClientCertificateRequested().evaluate(request.answered(code).event))
        #expect(finding.severity == expected)
        #expect(finding.reason.contains(code.filter(\.isNumber)))
    }

    @Test func `a record without a code fires and says so`() throws {
        let finding = try #require(ClientCertificateRequested().evaluate(request.with("responseStatus", nil).event))
        #expect(finding.severity == .high && finding.reason.contains("does not say with what outcome"))
    }

    @Test func `without a body the signer is unknown, which is said`() throws {
        for body in ["null", "\"skipped-too-big-size-object\""] {
            let finding = try #require(ClientCertificateRequested().evaluate(request.with("requestObject", body).event))
            #expect(finding.severity == .medium && finding.reason.contains("unknown signer"))
        }
    }

    @Test func `the response's signer counts before the request's`() {
        let response =
            #"{"metadata":{"name":"x"},"spec":{"signerName":"kubernetes.io/kubelet-serving","usages":["server auth"]}}"#
        #expect(severity(request.with("responseObject", response)) == nil)
        #expect(severity(request.with("responseObject", #"{"kind":"Status","status":"Failure"}"#)) == .high)
    }

    @Test(arguments: ["dryRun=All", "x=1&dryRun=All", "dry%52un=%41ll"])
    func `a dry run is info`(query: String) {
        #expect(severity(request.with("requestURI", "\"/apis/certificates.k8s.io/v1/x?\(query)\"")) == .info)
    }

    @Test(arguments: ["a=;dryRun=All", "dryRun=All;", "dryRun=Al", "x=dryRun=All", "dryrun=All", "dryRun=All%zz"])
    func `what the API server takes for no dry run is none`(query: String) {
        #expect(severity(request.with("requestURI", "\"/apis/certificates.k8s.io/v1/x?\(query)\"")) == .high)
    }

    @Test func `without objectRef the request URI tells what was asked for`() {
        let bare = request.with("objectRef", nil)
        #expect(severity(bare) == .high)
        #expect(
            severity(bare.with("requestURI", "\"/apis/certificates.k8s.io/v1/certificatesigningreq%75ests/?x\""))
                == .high)
        #expect(severity(bare.with("requestURI", "\"/apis/example.com/v1/certificatesigningrequests\"")) == nil)
        #expect(
            severity(bare.with("requestURI", "\"/apis/certificates.k8s.io/v1/certificatesigningrequests/a/approval\""))
                == nil)
        #expect(severity(bare.with("requestURI", nil)) == nil)
    }

    @Test func `another group's resource of that name is another thing`() {
        let object = #"{"resource":"certificatesigningrequests","apiGroup":"example.com"}"#
        #expect(severity(request.with("objectRef", object)) == nil)
    }

    @Test func `a node may ask the kubelet's signer, and no other`() {
        let own = AuditRecord.certificateRequest(signer: "kubernetes.io/kube-apiserver-client-kubelet")
        #expect(severity(own.user("system:node:n1", groups: node)) == nil)
        #expect(severity(own.with("requestObject", nil).user("system:node:n1", groups: node)) == nil)
        #expect(severity(request.user("system:node:n1", groups: node)) == .high)
        #expect(severity(own.user("system:node:n1")) == .high)
        #expect(severity(own.user("system:node:", groups: node)) == .high)
    }

    @Test func `a bootstrap identity may ask the kubelet's signer, and no other`() {
        let own = AuditRecord.certificateRequest(signer: "kubernetes.io/kube-apiserver-client-kubelet")
        #expect(severity(own.user("system:bootstrap:abcdef", groups: bootstrap)) == nil)
        #expect(severity(own.user("kubelet-bootstrap")) == nil)
        #expect(severity(own.user("kubelet-nodepool-bootstrap")) == nil)
        #expect(severity(request.user("system:bootstrap:abcdef", groups: bootstrap)) == .high)
        #expect(severity(own.user("system:bootstrap:abcdef")) == .high)
    }

    @Test(arguments: [
        "system:admin", "system:anonymous", "system:kube-controller-manager", "system:serviceaccount:kube-system:x",
        "masterclient", "gke-x", "azure-x", "eks:x", "aksService", "system:gcp-controller-manager", "",
    ])
    func `names that others exclude are not excused here`(name: String) {
        #expect(severity(request.user(name)) == .high)
    }

    @Test func `a provider's identity is excused in its own records only, and for no login`() {
        let own = AuditRecord.certificateRequest(signer: "kubernetes.io/kube-apiserver-client-kubelet").user(
            "eks:node-manager")
        #expect(severity(own, form: .eks) == nil)
        #expect(severity(own, form: .native) == .high)
        #expect(severity(own, form: .aks) == .high)
        #expect(severity(request.user("eks:node-manager"), form: .eks) == .high)
    }

    @Test func `an impersonated identity excuses nothing unless the caller is excused too`() {
        let own = AuditRecord.certificateRequest(signer: "kubernetes.io/kube-apiserver-client-kubelet")
        #expect(severity(own.impersonating("system:node:n1", groups: node)) == .high)
        #expect(severity(own.user("system:node:n1", groups: node).impersonating("alice")) == .high)
        #expect(severity(own.user("system:node:n1", groups: node).with("impersonatedUser", "\"x\"")) == .high)
        #expect(
            ClientCertificateRequested().evaluate(own.impersonating("bob").event)?.reason.hasPrefix("alice as bob")
                == true)
    }

    @Test func `a name that could break a line or a terminal is escaped in the reason`() throws {
        let finding = try #require(ClientCertificateRequested().evaluate(request.user("a\\n\\u001b[2J\\u202eb").event))
        #expect(finding.reason.hasPrefix("a\\x0a\\x1b[2J\\xe2\\x80\\xaeb"))
    }

    @Test func `a generated name is taken from the response`() throws {
        let record = request.with("objectRef", #"{"resource":"certificatesigningrequests"}"#).with(
            "responseObject", #"{"metadata":{"name":"csr-zz"},"spec":{"signerName":"kubernetes.io/legacy-unknown"}}"#)
        #expect(try #require(ClientCertificateRequested().evaluate(record.event)).reason.contains("csr-zz"))
    }
}

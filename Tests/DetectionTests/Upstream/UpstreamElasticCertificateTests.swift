// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

/// The query of elastic/detection-rules, rules/integrations/kubernetes/persistence_kubernetes_client_certificate_
/// signing_request_created_or_approved.toml, condition by condition.
@Suite struct UpstreamElasticCertificateTests {
    private func fires(_ record: AuditRecord) -> Bool {
        UpstreamVerdicts.of(record.event).contains(.elasticClientCertificate)
    }

    private let request = AuditRecord.certificateRequest()

    @Test func `creating, approving, denying and signing all match`() {
        #expect(fires(request))
        #expect(fires(.approval()))
        #expect(fires(.approval(condition: "Denied")))
        #expect(fires(.signing()))
    }

    @Test(arguments: ["update", "patch"])
    func `the other verbs match`(verb: String) {
        #expect(fires(request.with("verb", "\"\(verb)\"")))
    }

    @Test(arguments: ["\"delete\"", "\"Create\"", "\"watch\"", "null"])
    func `no other verb matches`(verb: String) {
        #expect(!fires(request.with("verb", verb)))
    }

    @Test func `the resource is compared exactly, its group not at all`() {
        #expect(!fires(request.with("objectRef", #"{"resource":"CertificateSigningRequests"}"#)))
        #expect(!fires(request.with("objectRef", nil)))
        #expect(
            fires(request.with("objectRef", #"{"resource":"certificatesigningrequests","apiGroup":"example.com"}"#)))
    }

    @Test(arguments: [
        "{}", #"{"authorization.k8s.io/decision":"forbid"}"#, #"{"authorization.k8s.io/decision":"Allow"}"#,
    ])
    func `the decision must be allow`(annotations: String) {
        #expect(!fires(request.with("annotations", annotations)))
    }

    @Test(arguments: [
        "system:kube-controller-manager", "system:kube-scheduler", "system:node:", "system:node:n1",
        "system:serviceaccount:kube-system:x", "eks:evil", "aksService",
    ])
    func `these users are excluded`(name: String) {
        #expect(!fires(request.user(name)))
    }

    @Test(arguments: [
        "system:kube-controller-manager2", "system:admin", "system:anonymous", "system:bootstrap:abcdef",
        "masterclient",
        "kubelet-nodepool-bootstrap", "system:nodes", "aksservice", "system:serviceaccount:kube-system-x:y",
    ])
    func `these users are not`(name: String) {
        #expect(fires(request.user(name)))
    }

    @Test func `an absent or empty user is not excluded`() {
        #expect(fires(request.with("user", nil)))
        #expect(fires(request.user("")))
    }

    @Test func `the impersonated user does not count`() {
        #expect(fires(request.impersonating("system:kube-scheduler")))
        #expect(!fires(request.user("system:kube-scheduler").impersonating("alice")))
    }

    @Test func `stage, code and body do not count`() {
        #expect(fires(request.with("stage", "\"RequestReceived\"").answered("422").with("requestObject", nil)))
    }

    @Test func `the items of an EventList and EKS events are read, AKS and GKE records are not`() {
        for form in AuditForm.allCases {
            var event = request.event
            event.form = form
            #expect(UpstreamVerdicts.of(event).contains(.elasticClientCertificate) == (form != .aks && form != .gke))
        }
    }
}

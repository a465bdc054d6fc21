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
        #expect(fires(request.with("objectRef", #"{"resource":"certificatesigningrequests","apiGroup":"example.com"}"#)))
    }

    @Test(arguments: ["{}", #"{"authorization.k8s.io/decision":"forbid"}"#, #"{"authorization.k8s.io/decision":"Allow"}"#])
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
        "system:kube-controller-manager2", "system:admin", "system:anonymous", "system:bootstrap:abcdef", "masterclient",
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

/// credential_access_kubernetes_service_account_token_created_via_tokenrequest.toml of the same folder.
@Suite struct UpstreamElasticTokenTests {
    private func fires(_ record: AuditRecord) -> Bool {
        UpstreamVerdicts.of(record.event) == [.elasticTokenRequest]
    }

    private let request = AuditRecord.tokenRequest()

    @Test func `a token request matches, refused or not, at each stage`() {
        #expect(fires(request))
        #expect(fires(request.answered("403").with("annotations", #"{"authorization.k8s.io/decision":"forbid"}"#)))
        #expect(fires(request.with("stage", "\"RequestReceived\"").with("responseStatus", nil)))
    }

    @Test func `only create of the subresource matches`() {
        #expect(!fires(request.with("verb", "\"update\"")))
        #expect(!fires(request.with("objectRef", #"{"resource":"serviceaccounts","name":"web"}"#)))
        #expect(!fires(request.with("objectRef", #"{"resource":"pods","subresource":"token"}"#)))
    }

    @Test func `an absent or empty user does not match, unlike in the rule about certificates`() {
        #expect(!fires(request.with("user", nil)))
        #expect(!fires(request.user("")))
    }

    @Test(arguments: [
        "system:kube-controller-manager", "system:kube-scheduler", "system:node:n1", "system:serviceaccount:kube-system:x",
        "eks:x", "aksService", "aks-service", "masterclient", "nodeclient", "system:serviceaccount:gke-managed-system:x",
        "system:serviceaccount:gke-connect:x", "system:serviceaccount:anthos-identity-service:x",
        "system:gke-controller-manager", "system:serviceaccount:tigera-operator:x", "system:serviceaccount:calico-system:x",
    ])
    func `these users are excluded`(name: String) {
        #expect(!fires(request.user(name)))
    }

    @Test(arguments: ["masterclient2", "system:gke-controller-manager2", "system:serviceaccount:calico:x", "aks-service-x"])
    func `these users are not`(name: String) {
        #expect(fires(request.user(name)))
    }
}

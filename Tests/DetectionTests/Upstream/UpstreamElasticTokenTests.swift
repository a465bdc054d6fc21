// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// The query of elastic/detection-rules, rules/integrations/kubernetes/
/// credential_access_kubernetes_service_account_token_created_via_tokenrequest.toml, condition by condition.
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
        "system:kube-controller-manager", "system:kube-scheduler", "system:node:n1",
        "system:serviceaccount:kube-system:x",
        "eks:x", "aksService", "aks-service", "masterclient", "nodeclient",
        "system:serviceaccount:gke-managed-system:x",
        "system:serviceaccount:gke-connect:x", "system:serviceaccount:anthos-identity-service:x",
        "system:gke-controller-manager", "system:serviceaccount:tigera-operator:x",
        "system:serviceaccount:calico-system:x",
    ])
    func `these users are excluded`(name: String) {
        #expect(!fires(request.user(name)))
    }

    @Test(arguments: [
        "masterclient2", "system:gke-controller-manager2", "system:serviceaccount:calico:x", "aks-service-x",
    ])
    func `these users are not`(name: String) {
        #expect(fires(request.user(name)))
    }
}

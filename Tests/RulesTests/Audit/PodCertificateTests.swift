// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// PodCertificateRequests, which several rules treat like CertificateSigningRequests.
@Suite struct PodCertificateTests {
    private func requested(_ record: AuditRecord) -> Severity? {
        ClientCertificateRequested().evaluate(record.event)?.severity
    }

    private func signed(_ record: AuditRecord) -> Severity? {
        CertificateRequestApproved().evaluate(record.event)?.severity
    }

    private let nodes = "[\"system:nodes\"]"

    @Test func `one by a person fires, and the reason names the pod`() throws {
        let finding = try #require(ClientCertificateRequested().evaluate(AuditRecord.podCertificateRequest().event))
        #expect(finding.severity == .high && finding.rule.id == "KW-2001")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) asked for a pod's certificate of signer "
                + "kubernetes.io/kube-apiserver-client-pod in the PodCertificateRequest req-a, for the pod web-1 of the "
                + "service account web on the node node-1: a certificate is a login that nobody can revoke.")
    }

    @Test func `a kubelet's is routine, another signer's is milder, another group's is nothing`() {
        #expect(requested(AuditRecord.podCertificateRequest().user("system:node:node-1", groups: nodes)) == nil)
        #expect(requested(.podCertificateRequest(signer: "issuers.example.com/a")) == .medium)
        #expect(requested(AuditRecord.podCertificateRequest().with("requestObject", nil)) == .medium)
        let object = #"{"resource":"podcertificaterequests","apiGroup":"example.com"}"#
        #expect(requested(AuditRecord.podCertificateRequest().with("objectRef", object)) == nil)
    }

    @Test func `signing one by hand fires, a denial is info, a controller's is routine`() {
        #expect(signed(.podCertificateStatus()) == .high)
        #expect(signed(.podCertificateStatus(signer: "issuers.example.com/a")) == .medium)
        #expect(signed(.podCertificateStatus(#"{"conditions":[{"type":"Denied"}]}"#)) == .info)
        #expect(signed(.podCertificateStatus(#"{"conditions":[{"type":"Failed"}]}"#)) == nil)
        #expect(signed(AuditRecord.podCertificateStatus().user("system:kube-controller-manager")) == nil)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

@Suite struct KW2002Tests {
    private func severity(_ record: AuditRecord, form: AuditForm? = nil) -> Severity? {
        var event = record.event
        if let form { event.form = form }
        return CertificateRequestApproved().evaluate(event)?.severity
    }

    private let controller = "system:serviceaccount:kube-system:certificate-controller"
    private let kubelet = "kubernetes.io/kube-apiserver-client-kubelet"

    @Test func `an approval by a person fires, and the reason names who and what`() throws {
        let finding = try #require(CertificateRequestApproved().evaluate(AuditRecord.approval().event))
        #expect(finding.severity == .high && finding.rule.id == "KW-2002")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) approved the CertificateSigningRequest csr-a for signer "
                + "kubernetes.io/kube-apiserver-client, which only the cluster's own controllers do by routine.")
    }

    @Test func `an approval of a privileged subject is critical, and the reason says whose`() throws {
        let masters = try AuditFixture.certificateRequest("masters")
        func approval(_ signer: String) -> AuditRecord {
            AuditRecord.approval().with(
                "requestObject",
                "{\"spec\":{\"signerName\":\"\(signer)\",\"request\":\"\(masters)\"},"
                    + "\"status\":{\"conditions\":[{\"type\":\"Approved\"}]}}")
        }
        let record = approval("kubernetes.io/kube-apiserver-client")
        let finding = try #require(CertificateRequestApproved().evaluate(record.event))
        #expect(finding.severity == .critical)
        #expect(
            finding.reason.contains("for the subject O=system:masters,CN=eve (EC P-256) (the group system:masters)"))
        #expect(severity(record.answered("403")) == .low)
    }

    @Test func `a denial is info, another condition is nothing, an unknown one is taken for an approval`() {
        #expect(severity(.approval(condition: "Denied")) == .info)
        #expect(severity(.approval(condition: "Failed")) == nil)
        #expect(severity(AuditRecord.approval().with("requestObject", nil)) == .high)
    }

    @Test func `the response's condition counts before the request's`() {
        let denied = AuditRecord.approval(condition: "Denied")
        #expect(severity(denied.with("responseObject", #"{"status":{"conditions":[{"type":"Approved"}]}}"#)) == .high)
        #expect(severity(denied.with("responseObject", #"{"kind":"Status","status":"Failure"}"#)) == .info)
    }

    @Test(arguments: [
        (#"[{"op":"add","path":"/status/conditions/-","value":{"type":"Approved"}}]"#, Severity?.some(.high)),
        (#"[{"op":"replace","path":"/status/conditions/0/type","value":"Approved"}]"#, .high),
        (#"[{"op":"add","path":"/status","value":{"conditions":[{"ty\u0070e":"\u0041pproved"}]}}]"#, .high),
        (#"[{"op":"add","path":"/status/conditions/-","value":{"type":"Denied"}}]"#, .info),
        (
            #"[{"op":"add","path":"/x","value":"Denied"},{"op":"copy","from":"/a","path":"/status/conditions/0/type"}]"#,
            .high
        ),
        (#"[{"op":"test","path":"/x","value":"Approved"},{"op":"add","path":"/metadata/labels/a","value":"b"}]"#, nil),
        (#"{"status":{"conditions":[{"type":"Approved"}]}}"#, .high),
        (#"{"metadata":{"labels":{"a":"Approved"}}}"#, nil),
    ])
    func `a patch says what it sets`(patch: String, expected: Severity?) {
        #expect(severity(AuditRecord.approval().with("verb", "\"patch\"").with("requestObject", patch)) == expected)
    }

    @Test func `a deeply nested patch neither hides nor costs`() {
        let nest = String(repeating: "[", count: 500) + "\"Approved\"" + String(repeating: "]", count: 500)
        let patch = #"[{"op":"add","path":"/status/conditions","value":"# + nest + "}]"
        #expect(severity(AuditRecord.approval().with("verb", "\"patch\"").with("requestObject", patch)) == .high)
    }

    @Test func `signing by a person fires, a status without a certificate does not, an unknown status does`() {
        #expect(severity(.signing()) == .high)
        #expect(
            severity(AuditRecord.signing().with("requestObject", #"{"status":{"conditions":[{"type":"Failed"}]}}"#))
                == nil)
        #expect(severity(AuditRecord.signing().with("requestObject", #"{"status":{"certificate":""}}"#)) == nil)
        #expect(severity(AuditRecord.signing().with("requestObject", nil)) == .medium)
        let patch = #"[{"op":"add","path":"/status/certificate","value":"Li4u"}]"#
        #expect(severity(AuditRecord.signing().with("verb", "\"patch\"").with("requestObject", patch)) == .high)
    }

    @Test func `the certificate controllers are quiet, with and without service accounts of their own`() {
        for name in [controller, "system:kube-controller-manager"] {
            #expect(severity(AuditRecord.approval(signer: kubelet).user(name)) == nil)
            #expect(severity(AuditRecord.signing().user(name)) == nil)
            #expect(severity(AuditRecord.approval().with("requestObject", nil).user(name)) == nil)
        }
    }

    @Test func `a controller that approves for a signer it has no business with is not quiet`() {
        #expect(severity(AuditRecord.approval().user(controller)) == .high)
        let approver = "system:serviceaccount:kube-system:kubelet-csr-approver"
        #expect(severity(AuditRecord.approval(signer: "kubernetes.io/kubelet-serving").user(approver)) == nil)
        #expect(severity(AuditRecord.approval().user(approver)) == .high)
        #expect(severity(AuditRecord.signing().user(approver)) == .high)
        let certManager = "system:serviceaccount:cert-manager:cert-manager"
        #expect(severity(AuditRecord.signing(signer: "issuers.cert-manager.io/a").user(certManager)) == nil)
        #expect(severity(AuditRecord.signing().user(certManager)) == .high)
    }

    @Test(arguments: [
        "system:serviceaccount:kube-system:other", "system:serviceaccount:kube-system:certificate-controller2",
        "system:admin", "system:node:n1", "eks:x", "aksService", "",
    ])
    func `other names are not excused`(name: String) {
        #expect(severity(AuditRecord.approval(signer: kubelet).user(name)) == .high)
    }

    @Test func `what an approval's sender says of the signer lowers nothing, what the response says does`() {
        let claimed = AuditRecord.approval(signer: "issuers.example.com/a")
        #expect(severity(claimed) == .high)
        func proven(_ signer: String) -> AuditRecord {
            claimed.with(
                "responseObject",
                "{\"spec\":{\"signerName\":\"\(signer)\"},\"status\":{\"conditions\":[{\"type\":\"Approved\"}]}}")
        }
        #expect(severity(proven("issuers.example.com/a")) == .low)
        #expect(severity(proven("kubernetes.io/kubelet-serving")) == .medium)
        #expect(severity(proven("kubernetes.io/kube-apiserver-client")) == .high)
    }

    @Test func `refusal, dry run and stage count as everywhere`() {
        #expect(severity(AuditRecord.approval().answered("403")) == .low)
        #expect(severity(AuditRecord.approval().with("requestURI", "\"/apis/x?dryRun=All\"")) == .info)
        let received = AuditRecord.approval().with("stage", "\"RequestReceived\"").with("responseStatus", nil)
        #expect(severity(received.with("requestObject", nil)) == nil)
    }

    @Test func `a provider's approver is excused in its own records only, and for no login`() {
        #expect(severity(AuditRecord.approval(signer: kubelet).user("eks:certificate-controller"), form: .eks) == nil)
        #expect(severity(AuditRecord.approval().user("eks:certificate-controller"), form: .eks) == .high)
    }

    @Test func `impersonating the controller does not help`() {
        #expect(severity(AuditRecord.approval(signer: kubelet).impersonating(controller)) == .high)
        #expect(severity(AuditRecord.approval(signer: kubelet).user(controller).impersonating("alice")) == .high)
    }

    @Test func `a write to the request itself, or a read, is another thing`() {
        #expect(severity(AuditRecord.certificateRequest().with("verb", "\"update\"")) == nil)
        #expect(severity(AuditRecord.approval().with("verb", "\"get\"")) == nil)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2012Tests {
    private func severity(_ record: AuditRecord) -> Severity? {
        WriteUnseen().evaluate(record.event)?.severity
    }

    private func severity(damaged change: (inout AuditEvent) -> Void) -> Severity? {
        var event = AuditEvent(time: WallTime(nanoseconds: 0))
        event.damage = "cut after 4096 bytes"
        change(&event)
        return WriteUnseen().evaluate(event)?.severity
    }

    private func truncated(_ record: AuditRecord) -> AuditRecord {
        record.with("requestObject", nil).with(
            "annotations", #"{"authorization.k8s.io/decision":"allow","audit.k8s.io/truncated":"true"}"#)
    }

    @Test func `a padded certificate request fires, and the reason says what is missing`() throws {
        let finding = try #require(WriteUnseen().evaluate(truncated(.certificateRequest()).event))
        #expect(finding.severity == .medium && finding.rule.id == "KW-2012")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7): create certificatesigningrequests csr-a, and the API server cut the bodies "
                + "from the record, so that what was written cannot be judged.")
    }

    @Test func `a skipped body counts, a whole one or a missing one does not`() {
        let skipped = "\"skipped-too-big-size-object\""
        #expect(severity(AuditRecord.approval().with("requestObject", skipped)) == .medium)
        #expect(severity(.certificateRequest()) == nil)
        #expect(severity(AuditRecord.certificateRequest().with("requestObject", nil)) == nil)
    }

    @Test func `what other rules judge counts, pods less, other objects not at all`() {
        #expect(severity(truncated(.tokenRequest())) == .medium)
        #expect(severity(truncated(.secret(name: "a"))) == .medium)
        #expect(severity(truncated(.clusterRole("{}"))) == .medium)
        #expect(severity(truncated(.pod(hostPath: "/"))) == .low)
        #expect(severity(truncated(.template("deployments", hostPath: "/"))) == .low)
        let configMap = #"{"resource":"configmaps","namespace":"shop","name":"big","apiVersion":"v1"}"#
        #expect(severity(truncated(.certificateRequest()).with("objectRef", configMap)) == nil)
        #expect(severity(truncated(.certificateRequest()).with("verb", "\"list\"")) == nil)
        let status = #"{"resource":"pods","name":"web-1","subresource":"status","apiVersion":"v1"}"#
        #expect(severity(truncated(.pod(hostPath: "/")).with("objectRef", status)) == nil)
    }

    @Test func `controllers that write large pods by routine are quiet`() {
        let controller = "system:serviceaccount:kube-system:replicaset-controller"
        #expect(severity(truncated(.pod(hostPath: "/")).user(controller)) == nil)
        #expect(severity(truncated(.certificateRequest()).user(controller)) == .medium)
    }

    @Test func `a damaged record fires unless what is left of it rules the resources out`() {
        #expect(severity(damaged: { _ in }) == .medium)
        #expect(severity(damaged: { $0.verb = "create" }) == .medium)
        #expect(severity(damaged: { $0.verb = "list" }) == nil)
        #expect(
            severity(damaged: { $0.requestURI = "/apis/certificates.k8s.io/v1/certificatesigningrequests" }) == .medium)
        #expect(severity(damaged: { $0.requestURI = "/api/v1/namespaces/shop/configmaps/a" }) == nil)
        #expect(severity(damaged: { $0.requestURI = "/healthz" }) == nil)
        #expect(severity(damaged: { $0.objectRef = AuditObjectReference(resource: "leases") }) == nil)
        #expect(severity(damaged: { $0.objectRef = AuditObjectReference(namespace: "shop") }) == .medium)
        #expect(severity(damaged: { $0.stage = "RequestReceived" }) == nil)
        #expect(
            severity(damaged: {
                $0.verb = "get"
                $0.objectRef = AuditObjectReference(resource: "pods", subresource: "exec", namespace: "shop")
            }) != nil)
    }

    @Test func `a damaged record excuses nobody`() {
        #expect(
            severity(damaged: {
                $0.user = AuditUser(username: "system:serviceaccount:kube-system:replicaset-controller")
                $0.objectRef = AuditObjectReference(resource: "pods", namespace: "shop")
                $0.verb = "create"
            }) == .low)
    }

    @Test func `refusal lowers`() {
        #expect(severity(truncated(.certificateRequest()).answered("413")) == .low)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2005Tests {
    private static let client = "kubernetes.io/kube-apiserver-client"
    private static let kubelet = "kubernetes.io/kube-apiserver-client-kubelet"
    private static let serving = "kubernetes.io/kubelet-serving"

    private func severity(_ record: AuditRecord) -> Severity? {
        NodeIdentityMisused().evaluate(record.event)?.severity
    }

    private func request(_ name: String, signer: String = kubelet) throws -> AuditRecord {
        .certificateRequest(signer: signer, request: try AuditFixture.certificateRequest(name))
    }

    private func byNode(_ record: AuditRecord) -> AuditRecord {
        record.user("system:node:node-1", groups: "[\"system:nodes\",\"system:authenticated\"]")
    }

    private func byBootstrap(_ record: AuditRecord) -> AuditRecord {
        record.user("system:bootstrap:abcdef", groups: "[\"system:bootstrappers\",\"system:authenticated\"]")
    }

    @Test func `a node that asks for another node's certificate fires, and the reason names both`() throws {
        let finding = try #require(NodeIdentityMisused().evaluate(byNode(try request("node node-9")).event))
        #expect(finding.severity == .critical && finding.rule.id == "KW-2005")
        #expect(
            finding.reason
                == "system:node:node-1 (from 203.0.113.7) asked for a certificate of another subject than its own in the "
                + "CertificateSigningRequest csr-a, for the subject O=system:nodes,CN=system:node:node-9 (EC P-256), which "
                + "no kubelet does: somebody else may hold its credential.")
    }

    @Test func `its own client and serving certificates are its business`() throws {
        #expect(severity(byNode(try request("node node-1"))) == nil)
        #expect(severity(byNode(try request("node node-1", signer: Self.serving))) == nil)
        #expect(severity(byNode(.certificateRequest().with("requestObject", nil))) == nil)
    }

    @Test(arguments: [
        ("node node-1", client, Severity.critical), ("node node-1", "kubernetes.io/legacy-unknown", .critical),
        ("node node-1", "issuers.example.com/a", .high), ("node node-9", serving, .critical),
        ("masters", kubelet, .critical), ("node and group", kubelet, .critical), ("alice", kubelet, .critical),
        ("node without its group", kubelet, .critical), ("unreadable: dots", kubelet, .high),
        ("second after a decoy", kubelet, .critical),
    ])
    func `another signer or subject fires`(name: String, signer: String, expected: Severity) throws {
        #expect(severity(byNode(try request(name, signer: signer))) == expected)
    }

    @Test func `a bootstrap identity may ask for a node's first certificate, and for nothing else`() throws {
        #expect(severity(byBootstrap(try request("node node-9"))) == nil)
        #expect(severity(byBootstrap(try request("node node-9", signer: Self.serving))) == .critical)
        #expect(severity(byBootstrap(try request("node node-9", signer: Self.client))) == .critical)
        #expect(severity(byBootstrap(try request("masters"))) == .critical)
        #expect(severity(try request("masters").user("kubelet-bootstrap")) == .critical)
    }

    @Test func `approving and signing fire, whatever it is`() {
        #expect(severity(byNode(.approval(signer: Self.kubelet))) == .critical)
        #expect(severity(byBootstrap(.approval(signer: Self.kubelet))) == .critical)
        #expect(severity(byNode(.signing(signer: Self.kubelet))) == .critical)
        #expect(severity(byNode(AuditRecord.approval().with("requestObject", nil))) == .critical)
        #expect(severity(byNode(.approval(condition: "Denied"))) == .medium)
        #expect(severity(byNode(AuditRecord.approval().answered("403"))) == .high)
        #expect(severity(byNode(AuditRecord.approval().with("verb", "\"get\""))) == nil)
    }

    @Test func `what NodeRestriction refused stays visible`() throws {
        #expect(severity(byNode(try request("node node-9").answered("403"))) == .high)
        #expect(
            severity(byNode(AuditRecord.certificateRequest().with("requestObject", nil).answered("403"))) == .medium)
    }

    @Test func `a pod's certificate is for the node that runs it to ask for`() {
        #expect(severity(byNode(.podCertificateRequest())) == nil)
        #expect(severity(byNode(.podCertificateRequest(node: "node-9"))) == .critical)
        #expect(severity(byBootstrap(.podCertificateRequest())) == .critical)
        #expect(severity(byNode(.podCertificateStatus())) == .critical)
    }

    @Test func `others are other rules' business, an assumed node is this one's`() throws {
        #expect(severity(try request("node node-9")) == nil)
        let foreign = try request("node node-9")
        #expect(
            severity(foreign.impersonating("system:node:node-1", groups: "[\"system:nodes\"]")) == .critical)
        #expect(severity(foreign.user("system:node:node-1")) == nil)
    }
}

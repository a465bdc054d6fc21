// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2004Tests {
    private static let client = "kubernetes.io/kube-apiserver-client"
    private static let kubelet = "kubernetes.io/kube-apiserver-client-kubelet"
    private static let nodes = "[\"system:nodes\",\"system:authenticated\"]"
    private static let bootstrappers = "[\"system:bootstrappers\",\"system:authenticated\"]"

    private func record(_ name: String, signer: String = client) throws -> AuditRecord {
        .certificateRequest(signer: signer, request: try AuditFixture.certificateRequest(name))
    }

    private func severity(_ record: AuditRecord, _ settings: AuditSettings = AuditSettings()) -> Severity? {
        PrivilegedSubjectRequested(settings: settings).evaluate(record.event)?.severity
    }

    @Test func `system:masters fires, and the reason names subject, key and what it is`() throws {
        let finding = try #require(PrivilegedSubjectRequested().evaluate(try record("masters").event))
        #expect(finding.severity == .critical && finding.rule.id == "KW-2004")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) asked for a certificate of signer kubernetes.io/kube-apiserver-client in the "
                + "CertificateSigningRequest csr-a, for the subject O=system:masters,CN=eve (EC P-256): that is the group "
                + "system:masters, and whoever holds it acts as such until it expires.")
    }

    @Test func `every way to write system:masters fires`() throws {
        var count = 0
        for one in try AuditFixture.certificateRequests() {
            guard one.expected["subject"]?.string == "O=system:masters,CN=eve" else { continue }
            #expect(severity(try record(one.name)) == .critical, "\(one.name)")
            count += 1
        }
        #expect(count > 30)
        #expect(severity(try record("second after a decoy")) == .critical)
    }

    @Test(arguments: [
        "multi-valued", "cluster-admins", "controller manager", "scheduler", "proxy", "apiserver", "admin",
        "kubelet client", "nodes alone", "service account", "two names", "node worker-a", "node without its group",
    ])
    func `administrators, components and nodes fire`(name: String) throws {
        #expect(severity(try record(name)) == .critical)
    }

    @Test(arguments: ["alice", "lookalike", "san", "empty", "platform", "operator", "unreadable: dots"])
    func `others do not, nor does a name among the alternative ones`(name: String) throws {
        #expect(severity(try record(name)) == nil)
    }

    @Test func `configured groups and users fire`() throws {
        let settings = AuditSettings(privilegedGroups: ["platform"], privilegedUsers: ["operator"])
        #expect(severity(try record("platform"), settings) == .critical)
        #expect(severity(try record("operator"), settings) == .critical)
        #expect(severity(try record("alice"), settings) == nil)
    }

    @Test func `a node's name is that node's, or a joining one's, to ask for`() throws {
        let own = try record("node node-1", signer: Self.kubelet)
        #expect(severity(own.user("system:node:node-1", groups: Self.nodes)) == nil)
        #expect(severity(own.user("system:node:node-9", groups: Self.nodes)) == .critical)
        #expect(severity(own.user("system:bootstrap:abcdef", groups: Self.bootstrappers)) == nil)
        #expect(severity(own.user("kubelet-bootstrap")) == nil)
        #expect(severity(own) == .critical)
        #expect(severity(own.impersonating("system:node:node-1", groups: Self.nodes)) == .critical)
        #expect(
            severity(try record("node node-1").user("system:bootstrap:abcdef", groups: Self.bootstrappers)) == .critical
        )
        let serving = try record("node node-1", signer: "kubernetes.io/kubelet-serving")
        #expect(severity(serving) == .high)
        #expect(severity(serving.user("system:node:node-1", groups: Self.nodes)) == nil)
    }

    @Test func `a refusal stays visible, a dry run and a signer of one's own are milder`() throws {
        let masters = try record("masters")
        #expect(severity(masters.answered("403")) == .high)
        #expect(severity(masters.answered("500")) == .critical)
        #expect(severity(masters.with("requestURI", "\"/x?dryRun=All\"")) == .medium)
        let custom = try record("masters", signer: "issuers.cert-manager.io/shop.ca")
        #expect(severity(custom) == .medium)
        #expect(severity(custom.user("system:serviceaccount:cert-manager:cert-manager")) == nil)
        #expect(severity(masters.user("system:serviceaccount:cert-manager:cert-manager")) == .critical)
        let lookalike = try record("masters", signer: "x.kubernetes.io/kube-apiserver-client-y")
        #expect(severity(lookalike) == .medium)
    }

    @Test func `a body that was not logged, an update and a read are nothing`() throws {
        let masters = try record("masters")
        #expect(severity(masters.with("requestObject", nil)) == nil)
        #expect(severity(masters.with("verb", "\"update\"").answered("200")) == nil)
        #expect(severity(masters.with("verb", "\"get\"").answered("200")) == nil)
    }

    @Test func `a refused apply fires as well as one that made the object`() throws {
        let apply = try record("masters").with("verb", "\"patch\"")
        #expect(severity(apply) == .critical)
        #expect(severity(apply.answered("403")) == .high)
        #expect(severity(apply.answered("200")) == nil)
    }
}

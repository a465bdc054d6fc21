// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2007Tests {
    private func severity(_ record: AuditRecord, _ settings: AuditSettings = AuditSettings()) -> Severity? {
        PrivilegedTokenRequested(settings: settings).evaluate(record.event)?.severity
    }

    private func request(account: String, spec: String) -> AuditRecord {
        let parts = account.split(separator: "/")
        return AuditRecord.tokenRequest(spec: spec).with(
            "objectRef",
            "{\"resource\":\"serviceaccounts\",\"namespace\":\"\(parts[0])\",\"name\":\"\(parts[1])\","
                + "\"subresource\":\"token\"}")
    }

    private static let bound = #""boundObjectRef":{"kind":"Pod","name":"web-1","uid":"u1"}"#
    private static let short = "{\"expirationSeconds\":3600,\(bound)}"
    private static let long = "{\"expirationSeconds\":946080000,\(bound)}"
    private static let controller = "kube-system/clusterrole-aggregation-controller"

    @Test func `a controller's token for thirty years, bound to nothing, is critical, and the reason says all three`()
        throws
    {
        let record = request(account: Self.controller, spec: #"{"expirationSeconds":946080000}"#)
        let finding = try #require(PrivilegedTokenRequested().evaluate(record.event))
        #expect(finding.severity == .critical && finding.rule.id == "KW-2007")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) asked for a token of the service account "
                + "kube-system/clusterrole-aggregation-controller: the account is one that can take over the cluster; the "
                + "token is to live 946080000 s, which is 10950 days; it is bound to nothing, so that only its end ends it."
        )
    }

    @Test(arguments: [
        ("kube-system/namespace-controller", short, Severity?.some(.high)), ("shop/web", long, .high),
        ("kube-system/clusterrole-aggregation-controller", long, .critical), ("shop/web", short, nil),
        ("shop/web", #"{"expirationSeconds":3600}"#, .medium), ("shop/namespace-controller", short, nil),
        ("kube-system/coredns", short, nil), ("argocd/argocd-application-controller", short, .high),
        ("shop/web", "{\"expirationSeconds\":86400,\(bound)}", nil),
        ("shop/web", "{\"expirationSeconds\":86401,\(bound)}", .high),
    ])
    func `privilege, lifetime and binding are weighed`(account: String, spec: String, expected: Severity?) {
        #expect(severity(request(account: account, spec: spec)) == expected)
    }

    @Test func `a token for other systems is no login here`() {
        let audience = #""audiences":["https://vault.example.com"]"#
        #expect(severity(request(account: Self.controller, spec: "{\(audience),\(Self.bound)}")) == .medium)
        #expect(severity(request(account: "shop/web", spec: "{\"expirationSeconds\":90000,\(audience)}")) == .medium)
    }

    @Test func `without a body only the account tells, and the reason says so`() throws {
        let record = request(account: Self.controller, spec: "{}").with("requestObject", nil)
        let finding = try #require(PrivilegedTokenRequested().evaluate(record.event))
        #expect(finding.severity == .medium && finding.reason.contains("its terms are not logged"))
        #expect(severity(AuditRecord.tokenRequest().with("requestObject", nil)) == nil)
    }

    @Test func `configured accounts are privileged`() {
        let settings = AuditSettings(privilegedUsers: ["system:serviceaccount:shop:web"])
        #expect(severity(request(account: "shop/web", spec: Self.short), settings) == .high)
        #expect(severity(request(account: "shop/web2", spec: Self.short), settings) == nil)
    }

    @Test func `a refused attempt at a privileged account stays visible`() {
        #expect(severity(request(account: Self.controller, spec: Self.long).answered("403")) == .medium)
        #expect(severity(request(account: "shop/web", spec: Self.long).answered("403")) == .low)
    }

    @Test func `kubelets and the controller manager are quiet, in a dry run they are not`() {
        let nodes = "[\"system:nodes\"]"
        let kubelet = request(account: Self.controller, spec: Self.long).user("system:node:n1", groups: nodes)
        #expect(severity(kubelet) == nil)
        let manager = request(account: Self.controller, spec: #"{"expirationSeconds":3600}"#).user(
            "system:kube-controller-manager")
        #expect(severity(manager) == nil)
        let uri = "\"/api/v1/namespaces/kube-system/serviceaccounts/x/token?dryRun=All\""
        #expect(severity(manager.with("requestURI", uri)) == .high)
        #expect(severity(kubelet.with("requestURI", uri)) == .critical)
        #expect(severity(manager.user("system:serviceaccount:kube-system:other")) == .high)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2009Tests {
    private func severity(_ record: AuditRecord) -> Severity? {
        CredentialGrant().evaluate(record.event)?.severity
    }

    private let role = AuditRecord.clusterRole(
        verbs: ["create"], groups: [""], resources: ["serviceaccounts/token"])

    @Test func `a role that mints tokens fires, and the reason names the right`() throws {
        let finding = try #require(CredentialGrant().evaluate(role.event))
        #expect(finding.severity == .medium && finding.rule.id == "KW-2009")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) wrote the role helper (clusterroles), which gives the right to have tokens of "
                + "service accounts (serviceaccounts/token).")
    }

    @Test(arguments: [
        (["approve"], ["certificates.k8s.io"], ["signers"], Severity?.some(.medium)),
        (["sign"], ["*"], ["signers"], .medium), (["*"], ["certificates.k8s.io"], ["signers"], .medium),
        (["update"], ["certificates.k8s.io"], ["certificatesigningrequests/approval"], .medium),
        (["patch"], ["certificates.k8s.io"], ["certificatesigningrequests/status"], .medium),
        (["patch"], ["certificates.k8s.io"], ["podcertificaterequests/status"], .medium),
        (["update"], ["certificates.k8s.io"], ["*/approval"], .medium),
        (["*"], ["certificates.k8s.io"], ["*"], .medium), (["*"], ["*"], ["*"], .medium),
        (["impersonate"], [""], ["users", "groups"], .medium),
        (["impersonate:user-info"], ["authentication.k8s.io"], ["users"], .medium), (["*"], [""], ["*"], .low),
        (["approve"], ["example.com"], ["signers"], nil), (["get", "list", "watch"], ["*"], ["*"], nil),
        (["create"], ["certificates.k8s.io"], ["certificatesigningrequests"], nil),
        (["get"], [""], ["serviceaccounts/token"], nil), (["create"], [""], ["serviceaccounts"], nil),
        (["impersonate"], [""], ["pods"], nil), (["create", "update"], ["apps"], ["*"], nil),
    ])
    func `verbs, groups and resources are read as RBAC reads them`(
        verbs: [String], groups: [String], resources: [String], expected: Severity?
    ) {
        #expect(severity(.clusterRole(verbs: verbs, groups: groups, resources: resources)) == expected)
    }

    @Test func `a right for named objects or signers of one's own is low`() {
        let rule = #"{"verbs":["approve"],"apiGroups":["certificates.k8s.io"],"resources":["signers"],"#
        #expect(severity(.clusterRole(rule + #""resourceNames":["issuers.example.com/*"]}"#)) == .low)
        #expect(severity(.clusterRole(rule + #""resourceNames":["kubernetes.io/legacy-unknown"]}"#)) == .medium)
    }

    @Test(arguments: [
        (
            #"[{"op":"add","path":"/rules/-","value":{"verbs":["approve"],"apiGroups":["certificates.k8s.io"],"resources":["signers"]}}]"#,
            Severity?.some(.medium)
        ),
        (#"[{"op":"add","path":"/rules/0/verbs/-","value":"impersonate"}]"#, .medium),
        (#"[{"op":"replace","path":"/rules/0/resources","value":["pods","serviceaccounts/token"]}]"#, .medium),
        (#"[{"op":"add","path":"/rules/0/verbs/-","value":"*"}]"#, .low),
        (#"[{"op":"copy","from":"/rules/1","path":"/rules/0"}]"#, .low),
        (#"[{"op":"add","path":"/metadata/labels/a","value":"approve"}]"#, nil),
        (#"[{"op":"add","path":"/rules/0/verbs/-","value":"get"}]"#, nil),
        (#"{"metadata":{"labels":{"a":"signers"}}}"#, nil),
    ])
    func `a patch says what it adds`(patch: String, expected: Severity?) {
        let record = role.with("verb", "\"patch\"").answered("200").with("requestObject", patch)
        #expect(severity(record) == expected)
    }

    @Test(arguments: [
        ("system:certificates.k8s.io:kube-apiserver-client-approver", Severity?.some(.medium)),
        ("system:certificates.k8s.io:legacy-unknown-signer", .medium),
        ("system:controller:certificate-controller", .medium), ("cluster-admin", nil), ("view", nil),
        ("system:certificates.k8s.io:certificatesigningrequests:nodeclient", nil),
    ])
    func `a binding to a role that does just that fires`(name: String, expected: Severity?) {
        #expect(severity(.clusterRoleBinding(to: name)) == expected)
    }

    @Test func `the API server's own roles and the collected ones are routine, under their true names`() {
        let masters = "[\"system:masters\"]"
        #expect(severity(role.user("system:apiserver", groups: masters)) == nil)
        #expect(severity(role.user("system:apiserver")) == .medium)
        let certificate =
            #"{"username":"system:apiserver","groups":["system:masters"],"extra":"#
            + #"{"authentication.kubernetes.io/credential-id":["X509SHA256=00"]}}"#
        #expect(severity(role.with("user", certificate)) == .medium)
        let aggregator = "system:serviceaccount:kube-system:clusterrole-aggregation-controller"
        #expect(severity(role.user(aggregator)) == nil)
        #expect(
            severity(AuditRecord.clusterRoleBinding(to: "system:controller:certificate-controller").user(aggregator))
                == .medium)
        #expect(severity(role.user("system:serviceaccount:kube-system:x")) == .medium)
        #expect(severity(role.impersonating("system:apiserver", groups: masters)) == .medium)
    }

    @Test func `refusal, dry run and a read count as everywhere`() {
        #expect(severity(role.answered("403")) == .low)
        #expect(severity(role.with("requestURI", "\"/x?dryRun=All\"")) == .info)
        #expect(severity(role.with("verb", "\"get\"")) == nil)
        #expect(severity(role.with("requestObject", nil)) == nil)
    }
}

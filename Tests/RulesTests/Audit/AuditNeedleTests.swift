// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// A live log is searched for what the rules say a record must hold: one that fires and holds none would be missed.
@Suite struct AuditNeedleTests {
    /// Records on which rules fire, every way that the suites of the rules know.
    private func records() throws -> [AuditRecord] {
        let masters = try AuditFixture.certificateRequest("masters")
        let node = "[\"system:nodes\"]"
        let words = ["approve", "sign", "impersonate", "signers", "serviceaccounts/token", "*"]
        let patches = words.map { "[{\"op\":\"add\",\"path\":\"/rules/0/verbs/-\",\"value\":\"\($0)\"}]" }
        let role = AuditRecord.clusterRole(verbs: ["approve"], groups: ["certificates.k8s.io"], resources: ["signers"])
        return [
            .certificateRequest(request: masters), .certificateRequest().with("objectRef", nil), .approval(),
            .signing(),
            AuditRecord.approval(signer: "x").user("system:node:n1", groups: node), .podCertificateRequest(),
            .podCertificateStatus(), .tokenRequest(), AuditRecord.tokenRequest().with("objectRef", nil),
            .secret(name: "a", type: "\"kubernetes.io/service-account-token\""),
            .secret(name: "a", type: "\"bootstrap.kubernetes.io/token\""),
            AuditRecord.secret(name: "web-token-abcde").with("requestObject", nil),
            AuditRecord.secret(name: "bootstrap-token-abcdef", namespace: "kube-system").with("requestObject", nil),
            role, .clusterRole(verbs: ["*"], groups: ["*"], resources: ["*"]),
            .clusterRole(verbs: ["patch"], groups: ["certificates.k8s.io"], resources: ["*/approval"]),
            .clusterRole(verbs: ["create"], groups: [""], resources: ["*/token"]),
            .clusterRole(verbs: ["impersonate:user-info"], groups: ["authentication.k8s.io"], resources: ["users"]),
            .clusterRoleBinding(to: "system:controller:certificate-controller"),
            .clusterRoleBinding(to: "system:certificates.k8s.io:legacy-unknown-signer"),
            role.with("requestObject", #"[{"op":"move","from":"/rules/1","path":"/rules/0"}]"#).with(
                "verb", "\"patch\""),
            .exec("command=cat&command=/run/secrets/a/token"), .pod(hostPath: "/"),
            .template("deployments", hostPath: "/etc"), .legacyToken(),
            AuditRecord.certificateRequest().with("requestObject", "\"skipped-too-big-size-object\""),
            AuditRecord.clusterRole("{}").with("annotations", #"{"audit.k8s.io/truncated":"true"}"#),
        ] + patches.map { role.with("verb", "\"patch\"").with("requestObject", $0) }
    }

    /// As Azure and CloudWatch wrap it: a JSON text in a string of another.
    private func nested(_ text: String) -> String {
        String(decoding: JSONValue(string: text).bytes, as: UTF8.self)
    }

    private func holds(_ text: String, _ needle: String) -> Bool {
        text.split(separator: needle, maxSplits: 1, omittingEmptySubsequences: false).count > 1
    }

    @Test func `every record that a rule fires on holds one of its needles, however it is wrapped`() throws {
        var fired: Set<String> = []
        for record in try records() {
            let findings = AuditRules.all.filter { $0.evaluate(record.event) != nil }
            #expect(!findings.isEmpty, "\(record.json)")
            for rule in findings {
                let needles = type(of: rule).needles
                let id = type(of: rule).info.id
                #expect(needles.contains { holds(record.json, $0) }, "\(id) \(record.json)")
                let escaped = needles.map { String(nested($0).dropFirst().dropLast()) }
                #expect(escaped.contains { holds(nested(record.json), $0) }, "\(id) \(record.json)")
                fired.insert(id)
            }
        }
        #expect(fired == Set(AuditRules.all.map { type(of: $0).info.id }))
    }

    @Test(arguments: [
        (
            "certificates.k8s.io/v1/certificatesigningrequests", "certificates.v1.certificatesigningrequests.create",
            "KW-2001"
        ),
        ("core/v1/namespaces/shop/serviceaccounts/web/token", "core.v1.serviceaccounts.token.create", "KW-2006"),
        ("core/v1/namespaces/shop/secrets/web-token-abcde", "core.v1.secrets.create", "KW-2008"),
    ])
    func `GKE's records hold one too`(name: String, method: String, id: String) {
        let record = """
            {"protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.\(method)","resourceName":"\(name)",
            "authenticationInfo":{"principalEmail":"eve@example.com"}}}
            """
        for case .audit(let event) in RecordDecoder.decode(Array(record.utf8)) {
            let findings = AuditRules.all.filter { $0.evaluate(event) != nil }
            #expect(findings.contains { type(of: $0).info.id == id })
            for rule in findings { #expect(type(of: rule).needles.contains { holds(record, $0) }) }
        }
    }

    @Test func `no needle is a word of ordinary records`() throws {
        let ordinary = """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","stage":"ResponseComplete","requestURI":
            "/api/v1/namespaces/shop/pods/web-1/status","verb":"patch","user":{"username":"system:node:n1","groups":
            ["system:nodes","system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":["X509SHA256=a"]}},
            "userAgent":"kubelet/v1.36.1","objectRef":{"resource":"pods","namespace":"shop","name":"web-1","subresource":
            "status"},"requestObject":{"status":{"containerStatuses":[{"volumeMounts":[{"mountPath":
            "/var/run/secrets/kubernetes.io/serviceaccount"}]}]}},"annotations":{"authorization.k8s.io/decision":"allow",
            "authorization.k8s.io/reason":"RBAC: allowed by ClusterRoleBinding \\"system:kube-controller-manager\\""}}
            {"resource":"leases"}{"resource":"tokenreviews"}{"resource":"subjectaccessreviews"}{"resource":"secrets"}
            """
        for rule in AuditRules.all {
            for needle in type(of: rule).needles {
                #expect(needle.utf8.count >= 2 && !holds(ordinary, needle), "\(needle)")
            }
        }
    }
}

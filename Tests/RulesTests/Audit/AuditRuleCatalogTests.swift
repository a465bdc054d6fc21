// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import Testing

@Suite struct AuditRuleCatalogTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the audit rules have the ids that never change, in order`() {
        #expect(
            AuditRules.all.map { type(of: $0).info.id } == [
                "KW-2001", "KW-2002", "KW-2004", "KW-2005", "KW-2006", "KW-2007", "KW-2008", "KW-2009", "KW-2010",
                "KW-2011", "KW-2012",
            ])
    }

    @Test(arguments: AuditRules.all.map { type(of: $0).info.id } + JoinRules.infos.map(\.id))
    func `every audit rule has a page that names it and its severity`(id: String) throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/rules/\(id).md"), encoding: .utf8)
        let rule = try #require(RuleCatalog.rule(id))
        #expect(page.hasPrefix("# \(id): \(rule.name)\n"))
        #expect(
            page.contains("**Severity** \(rule.severity.rawValue) · **ATT&CK** \(rule.attack.joined(separator: ", "))"))
        for heading in [
            "What it fires on", "What it leaves alone", "Why it matters", "Legitimate causes", "How to tune",
            "How to trigger it", "If it was not meant",
        ] {
            #expect(page.contains("\n## \(heading)\n"), "\(heading)")
        }
    }

    @Test func `the audit policy logs what the rules read, and no response`() throws {
        let path = Self.root.appending(path: "deploy/kubernetes/audit-policy.yaml")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let policy = lines.filter { !$0.drop { $0 == " " }.hasPrefix("#") }
        #expect(!policy.contains { $0.contains("RequestResponse") })
        #expect(policy.contains("omitStages: [RequestReceived]"))
        let text = policy.joined(separator: "\n")
        for resource in [
            "certificatesigningrequests/approval", "certificatesigningrequests/status", "podcertificaterequests/status",
            "serviceaccounts/token", "secrets", "clusterrolebindings", "pods/exec", "nodes/proxy", "cronjobs",
        ] {
            #expect(text.contains(resource), "\(resource)")
        }
        let secrets = try #require(policy.firstIndex { $0.contains("[secrets]") })
        #expect(policy[..<secrets].last { $0.contains("level:") }?.hasSuffix("Metadata") == true)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import Testing

@Suite struct FileRuleCatalogTests {
    @Test func `the file rules have the ids that never change, in order`() {
        #expect(
            FileRules.all.map { type(of: $0).info.id } == [
                "KW-1001", "KW-1002", "KW-1003", "KW-1004", "KW-1005", "KW-1007",
            ])
    }

    @Test func `the catalog finds each rule once`() {
        let ids = RuleCatalog.all.map(\.id)
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(RuleCatalog.rule("KW-1004")?.name == "Credential file changed")
        #expect(RuleCatalog.rule("KW-9999") == nil)
    }

    @Test(arguments: FileRules.all.map { type(of: $0).info.id })
    func `every file rule has a page that names it`(id: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/rules/\(id).md"), encoding: .utf8)
        let name = try #require(RuleCatalog.rule(id)?.name)
        #expect(page.hasPrefix("# \(id): \(name)\n"))
        for heading in ["What", "Why", "Legitimate causes", "Tuning", "Trigger", "What to rotate"] {
            #expect(page.contains("\n## \(heading)\n"), "\(heading)")
        }
    }
}

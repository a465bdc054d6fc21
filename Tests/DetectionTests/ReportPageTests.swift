// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct ReportPageTests {
    private static func page(_ incidents: [Incident], inputs: [String] = ["audit.log"]) -> String {
        ReportPage.html(
            incidents: incidents, generated: SampleIncidents.time(90_000), version: "1.2.3", inputs: inputs)
    }

    private static func count(_ needle: String, in text: String) -> Int { text.split(separator: needle).count - 1 }

    private static func holds(_ text: String, _ needle: String) -> Bool { text.contains(needle) }

    @Test func `the same incidents are the same page, in whatever order they come`() {
        let same = Self.page(SampleIncidents.all) == Self.page(SampleIncidents.all.reversed())
        #expect(same)
    }

    @Test func `it has no script, no link outside and a policy that forbids both`() {
        let page = Self.page(SampleIncidents.all)
        for needle in ["<script", "http://", "https://", "url(", "@import", "style=", "<link", "<img", "<iframe"] {
            let isThere = Self.holds(page, needle)
            #expect(!isThere, "\(needle)")
        }
        let handler = page.firstRange(of: /\son[a-z]+=/)
        #expect(handler == nil)
        let policy = Self.holds(
            page, "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
        #expect(policy)
    }

    @Test(arguments: SampleIncidents.hostileNames) func `a hostile name is text wherever it stands`(_ name: String) {
        let page = Self.page([SampleIncidents.hostile(name)], inputs: [name])
        let plain = Self.page([SampleIncidents.hostile("name")], inputs: ["name"])
        // The same tags as for a plain name: none more, none ended early.
        for mark in ["<", ">", "\"", "'", "`"] {
            #expect(Self.count(mark, in: page) == Self.count(mark, in: plain), "\(mark)")
        }
        let raw = page.unicodeScalars.first { $0 != "\n" && KernelString(String($0)).raw != nil }
        #expect(raw == nil)
    }

    @Test func `a long name is there in full`() {
        let name = String(repeating: "n", count: 20_000)
        let whole = Self.holds(Self.page([SampleIncidents.hostile(name)]), "<h2 id=\"title-1\">\(name)</h2>")
        #expect(whole)
    }

    @Test func `the gravest comes first, of equal ones the earliest`() throws {
        let page = Self.page([SampleIncidents.request, SampleIncidents.kubelet, SampleIncidents.golden])
        let titles = page.split(separator: "<h2 id=").dropFirst().map { $0.split(separator: "</h2>")[0] }
        #expect(
            titles.map(String.init) == [
                "\"title-1\">\(SampleIncidents.golden.title.replacing("'", with: "&#39;"))",
                "\"title-2\">\(SampleIncidents.kubelet.title)", "\"title-3\">\(SampleIncidents.request.title)",
            ])
        let counted = Self.holds(page, "<b>2</b> critical") && Self.holds(page, "<b>1</b> high")
        #expect(counted)
    }

    @Test func `nothing found says so, and what was read`() {
        let page = Self.page([], inputs: ["a.log", "b.capture"])
        for text in ["<h1>No incidents</h1>", "What was read: 2 inputs", "<code>a.log</code>", "<details open>"] {
            let isThere = Self.holds(page, text)
            #expect(isThere, "\(text)")
        }
    }

    @Test func `more steps than are drawn are counted, the first and the last shown`() {
        var incident = SampleIncidents.kubelet
        let step = incident.timeline[1]
        incident.timeline = (0..<5000).map { index in
            var step = step
            step.time = SampleIncidents.time(Double(index))
            step.what = "step \(index)."
            return step
        }
        let page = Self.page([incident])
        #expect(Self.count("<tr role=\"row\"><td role=\"cell\" class=\"number\">", in: page) == ReportPage.maximumSteps)
        for (text, isThere) in [
            ("<br>step 0.", true), ("<br>step 4999.", true), ("<br>step 2500.", false), ("4,600 steps between", true),
        ] {
            let found = Self.holds(page, text)
            #expect(found == isThere, "\(text)")
        }
        #expect(page.utf8.count < 400_000)
    }

    @Test func `more incidents than are shown are counted`() {
        let page = Self.page(Array(repeating: SampleIncidents.request, count: ReportPage.maximumIncidents + 3))
        #expect(Self.count("<section", in: page) == ReportPage.maximumIncidents)
        let counted =
            Self.holds(page, "3 further incidents, no graver than these") && Self.holds(page, "<h1>103 incidents")
        #expect(counted)
    }

    @Test(arguments: [0, 1, 999, UInt64.max / 2, UInt64.max]) func `any instants can be drawn`(_ nanoseconds: UInt64) {
        var incident = SampleIncidents.request
        incident.timeline[0].time = WallTime(nanoseconds: 0)
        incident.timeline[1].time = WallTime(nanoseconds: nanoseconds)
        incident.timeline[2].time = WallTime(nanoseconds: UInt64.max)
        #expect(Self.count("<rect", in: Self.page([incident])) == 6)
        incident.timeline = [incident.timeline[1]]
        let page = Self.page([incident])
        #expect(Self.count("<rect", in: page) == 2)
        #expect(Self.count("<line class=\"mark\"", in: page) > 1)
    }

    @Test func `an incident without steps, credentials and advice is a page all the same`() {
        var incident = SampleIncidents.request
        incident.timeline = []
        incident.credentials = []
        incident.remediation = []
        let isThere = Self.holds(Self.page([incident]), "at an unknown time")
        #expect(isThere)
    }
}

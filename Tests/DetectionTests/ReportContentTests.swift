// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct ReportContentTests {
    private static func page(_ incident: Incident) -> String {
        ReportPage.html(
            incidents: [incident], generated: SampleIncidents.time(90_000), version: "1.2.3", inputs: ["audit.log"])
    }

    /// The headings of the boxes.
    private static func chain(_ incident: Incident) -> [String] {
        let chain = page(incident).split(separator: "<ol class=\"chain\"").dropFirst().first?.split(separator: "</ol>")
            .first
        return (chain ?? "").matches(of: /<h4>([^<]*)<\/h4>/).map { String($0.1) }
    }

    @Test func `the chain goes from the credential over who took it to where it was used`() {
        #expect(Self.chain(SampleIncidents.kubelet) == ["Credential", "Taken by", "Used from"])
        #expect(Self.chain(SampleIncidents.golden) == ["Credential", "Taken by", "Made with it", "Used from"])
        #expect(Self.chain(SampleIncidents.request) == ["Asked for by", "Approved by", "Credential", "Used from"])
    }

    @Test func `what was not seen is said`() {
        var incident = SampleIncidents.kubelet
        let theft = incident.timeline.removeFirst()
        #expect(Self.chain(incident) == ["Credential", "Taken by", "Used from"])
        let untaken = Self.page(incident).contains("Nobody was seen taking it")
        #expect(untaken)
        incident.timeline = [theft]
        let unused = Self.page(incident).contains("No use was seen in what was read")
        #expect(unused)
    }

    @Test func `a box counts those like one another, and what does not fit`() {
        var incident = SampleIncidents.kubelet
        let used = Self.page(incident).contains("6 times, first 2026-11-20 14:40:10 UTC")
        #expect(used)
        let use = incident.timeline[1]
        incident.timeline += (0..<20).map { index in
            var use = use
            use.address = "203.0.113.\(index)"
            return use
        }
        let more = Self.page(incident).contains("<p>and 17 more</p>")
        #expect(more)
    }

    @Test func `steps that would touch are one point with their numbers`() {
        let page = Self.page(SampleIncidents.golden)
        for text in [">1–2</text>", ">3–4</text>", "2 steps between 1 and 2"] {
            let isThere = page.contains(text)
            #expect(isThere, "\(text)")
        }
        var mixed = SampleIncidents.golden
        mixed.timeline[1].kind = .use
        var later = mixed.timeline[0]
        later.time = SampleIncidents.time(-201_598)
        mixed.timeline.append(later)
        let apart = Self.page(mixed).contains(">×2</text>")
        #expect(apart)
    }

    @Test func `steps in no order are shown by time`() {
        var incident = SampleIncidents.kubelet
        let page = Self.page(incident)
        incident.timeline.reverse()
        let same = Self.page(incident) == page
        #expect(same)
    }

    @Test func `the credential's identity is there in full`() {
        let page = Self.page(SampleIncidents.kubelet)
        let credential = SampleIncidents.kubelet.credentials[0]
        for text in [
            credential.credentialID ?? "-", "O=system:nodes, CN=system:node:worker-3", "5f1c09a77e20b3d4",
            "system:nodes, system:authenticated", "2027-04-02 16:26:40 UTC",
        ] {
            let isThere = page.contains(text)
            #expect(isThere, "\(text)")
        }
    }

    /// What is read may be anybody's.
    @Test func `damaged incidents are read or refused, never worse`() throws {
        let whole = try IncidentJSONEncoder.encode(SampleIncidents.golden)
        var random = SplitMix64(seed: 11)
        var read = 0
        for _ in 0..<600 {
            var line = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                line[Int.random(in: line.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let incident = try? IncidentReader.read(line, file: "x", number: 1) else { continue }
            read += 1
            let isPage = Self.page(incident).hasSuffix("</html>\n")
            #expect(isPage)
        }
        #expect(read > 30)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
    private static func lines(_ incidents: [Incident]) throws -> Data {
        Data(try incidents.flatMap { try IncidentJSONEncoder.encode($0) })
    }

    /// A directory with `incidents.jsonl` in it.
    private static func directory(_ incidents: [Incident]) throws -> URL {
        let directory = try KeywardProcess.temporaryDirectory()
        try lines(incidents).write(to: directory.appending(path: "incidents.jsonl"))
        return directory
    }

    private static func report(_ directory: URL, to output: String = "report.html") throws -> KeywardProcess.Outcome {
        try KeywardProcess(
            [
                "report", directory.appending(path: "incidents.jsonl").path, "-o",
                output == "-" ? "-" : "\(directory.path)/\(output)",
            ]
        ).finish()
    }

    private static func text(of document: String) -> String {
        document.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    @Test func `a browser shows every step, asks nobody for anything and complains of nothing`() throws {
        let directory = try Self.directory(SampleIncidents.all)
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(try Self.report(directory).status == 0)
        let page = try Chromium.open(directory.appending(path: "report.html"))
        #expect(page.console == [])
        #expect(page.requests == [])
        let text = Self.text(of: page.document)
        for incident in SampleIncidents.all {
            for wanted in [incident.title, incident.id] + incident.remediation
                + incident.timeline.flatMap({ [$0.what, $0.alertID] })
            {
                let isThere = text.contains(wanted)
                #expect(isThere, "\(wanted)")
            }
        }
    }

    @Test func `hostile names do not run`() throws {
        let directory = try Self.directory(SampleIncidents.hostileNames.map(SampleIncidents.hostile))
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(try Self.report(directory).status == 0)
        let page = try Chromium.open(directory.appending(path: "report.html"))
        #expect(page.console == [])
        #expect(page.requests == [])
        let title = page.document.firstMatch(of: /<title>([^<]*)<\/title>/)?.1
        #expect(title == "Keyward: 11 incidents")
        let ran = page.document.contains("<script") || page.document.contains("<img")
        #expect(!ran)
    }

    /// Else an empty list would say nothing.
    @Test func `what a page does is seen`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let bad = directory.appending(path: "bad.html")
        try Data("<title>a</title><script>document.title='pwned'</script><img src='http://127.0.0.1:9/x.png'>".utf8)
            .write(to: bad)
        let open = try Chromium.open(bad)
        let ran = open.document.contains("<title>pwned</title>")
        #expect(ran)
        #expect(open.requests.contains("http://127.0.0.1:9/x.png"))
        let refused = directory.appending(path: "refused.html")
        let policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
        try Data("\(policy)<title>a</title><script>document.title='pwned'</script>".utf8).write(to: refused)
        let closed = try Chromium.open(refused)
        #expect(closed.console.count == 1)
        let stayed = closed.document.contains("<title>a</title>")
        #expect(stayed)
    }

    @Test func `the page is its owner's alone, and what it replaces is told`() throws {
        let directory = try Self.directory([SampleIncidents.request])
        defer { try? FileManager.default.removeItem(at: directory) }
        let first = try Self.report(directory)
        #expect(first.sentences == ["1 incident in \(directory.path)/report.html"])
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory.path)/report.html")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try Self.report(directory).sentences.first?.hasSuffix("which was there and has been replaced") == true)
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(left == ["incidents.jsonl", "report.html"])
    }

    @Test func `nothing but a regular file is replaced`() throws {
        let directory = try Self.directory([SampleIncidents.request])
        defer { try? FileManager.default.removeItem(at: directory) }
        try FileManager.default.createSymbolicLink(
            atPath: "\(directory.path)/link", withDestinationPath: "\(directory.path)/incidents.jsonl")
        for output in ["link", "."] {
            let outcome = try Self.report(directory, to: output)
            #expect(outcome.status == 2)
            #expect(outcome.sentences.first?.contains("is no regular file") == true)
        }
        #expect(try Self.report(directory, to: "nowhere/report.html").status == 2)
        let untouched =
            try Data(contentsOf: directory.appending(path: "incidents.jsonl")) == Self.lines([SampleIncidents.request])
        #expect(untouched)
    }

    @Test func `the schema is printed`() throws {
        let outcome = try KeywardProcess.run("schema", "incident")
        #expect(outcome.status == 0)
        let same = outcome.output == IncidentSchema.text
        #expect(same)
    }

    @Test func `a minus is standard output`() throws {
        let directory = try Self.directory([])
        defer { try? FileManager.default.removeItem(at: directory) }
        let outcome = try Self.report(directory, to: "-")
        #expect(outcome.status == 0)
        let isPage = outcome.output.hasPrefix("<!DOCTYPE html>") && outcome.output.contains("<h1>No incidents</h1>")
        #expect(isPage)
    }

    @Test func `a line that is no incident is told, and no page written`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let input = directory.appending(path: "incidents.jsonl")
        try (Self.lines([SampleIncidents.request]) + Data("\n{\"schema\":\"keyward.alert/1\"}\n".utf8)).write(to: input)
        let outcome = try Self.report(directory)
        #expect(outcome.status == 4)
        #expect(outcome.sentences == ["\(input.path):3: schema is keyward.alert/1, not keyward.incident/1"])
        #expect(!FileManager.default.fileExists(atPath: "\(directory.path)/report.html"))
    }
}

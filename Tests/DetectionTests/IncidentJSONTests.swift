// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import TestSupport
import Testing

@Suite struct IncidentJSONTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func read(_ line: [UInt8]) throws -> Incident {
        try IncidentReader.read(line.last == 0x0A ? line.dropLast() : line, file: "x.jsonl", number: 7)
    }

    private static func reason(_ text: String) -> String? {
        do {
            _ = try read(Array(text.utf8))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `what was written is read back the same`() throws {
        for incident in SampleIncidents.all + SampleIncidents.hostileNames.map(SampleIncidents.hostile) {
            let same = try Self.read(try IncidentJSONEncoder.encode(incident)) == incident
            #expect(same, "\(incident.title.prefix(40).debugDescription)")
        }
    }

    @Test func `a line is one line, harmless on a terminal, and always the same`() throws {
        for name in SampleIncidents.hostileNames {
            let line = try IncidentJSONEncoder.encode(SampleIncidents.hostile(name))
            let again = try IncidentJSONEncoder.encode(SampleIncidents.hostile(name))
            let raw = String(decoding: line, as: UTF8.self).unicodeScalars.dropLast()
                .first { $0 == "\n" || KernelString(String($0)).raw != nil }
            #expect(raw == nil)
            #expect((line == again) == true)
        }
    }

    @Test func `first and last are those of the steps, in whatever order`() throws {
        var incident = SampleIncidents.golden
        incident.timeline.reverse()
        let json = try JSONNode(try IncidentJSONEncoder.encode(incident))
        #expect(json["first"]?.string == "2026-11-18T06:00:00.000000000Z")
        #expect(json["last"]?.string == "2026-11-20T15:07:11.000000000Z")
        incident.timeline = []
        #expect(try JSONNode(try IncidentJSONEncoder.encode(incident))["first"] == nil)
    }

    @Test func `the printed schema is the published one`() throws {
        let published = try Data(contentsOf: Self.root.appending(path: "docs/schemas/incident-1.schema.json"))
        let same = IncidentSchema.text == String(decoding: published, as: UTF8.self)
        #expect(same)
    }

    @Test func `the samples hold only described keys`() throws {
        let schema = try JSONNode(Array(IncidentSchema.text.utf8))
        for incident in SampleIncidents.all + [SampleIncidents.hostile("x")] {
            let json = try JSONNode(try IncidentJSONEncoder.encode(incident))
            #expect(Self.undescribed(json, schema, path: "") == [])
        }
    }

    private static func undescribed(_ value: JSONNode, _ schema: JSONNode, path: String) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { key, member in
                schema["properties"]?[key].map { undescribed(member, $0, path: "\(path).\(key)") } ?? ["\(path).\(key)"]
            }
        case .array(let elements): elements.flatMap { undescribed($0, schema["items"] ?? .null, path: path + "[]") }
        default: []
        }
    }

    @Test(arguments: [
        ("{", "x.jsonl:7: no JSON: "), ("[]", "x.jsonl:7: the line is no object"),
        ("{}", "x.jsonl:7: schema is missing"),
        (#"{"schema":"keyward.alert/1"}"#, "x.jsonl:7: schema is keyward.alert/1, not keyward.incident/1"),
        (#"{"schema":"keyward.incident/1","id":7}"#, "x.jsonl:7: id is no string"),
        (
            #"{"schema":"keyward.incident/1","id":"a","severity":"grave"}"#,
            "x.jsonl:7: severity is grave, which is unknown"
        ),
        (
            #"{"schema":"keyward.incident/1","timeline":[{"time":"noon"}]}"#,
            "x.jsonl:7: timeline[0].time is no RFC 3339 time"
        ),
        (#"{"schema":"keyward.incident/1","credentials":{}}"#, "x.jsonl:7: credentials is no list"),
        (#"{"schema":"\u001b[31m"}"#, #"x.jsonl:7: schema is \x1b[31m, not keyward.incident/1"#),
    ]) func `what is no incident is told by its file and line`(_ text: String, _ expected: String) {
        #expect(Self.reason(text)?.hasPrefix(expected) == true, "\(Self.reason(text) ?? "none")")
    }

    @Test func `a list without an end is refused`() {
        let list = Array(repeating: #""a""#, count: IncidentReader.maximumElements + 1).joined(separator: ",")
        #expect(
            Self.reason(
                #"{"schema":"keyward.incident/1","id":"a","severity":"low","title":"","remediation":[\#(list)]}"#)
                == "x.jsonl:7: remediation has more than 100000 elements")
    }
}

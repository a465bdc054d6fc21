// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct AlertTests {
    private static func json(_ alert: Alert) throws -> JSONNode {
        try JSONNode(try AlertJSONEncoder().encode(alert))
    }

    @Test func `no finding gives no alert, whatever upstream says`() {
        let alert = AlertBuilder(context: AlertSamples.context)
            .alert(for: AlertSamples.read(), findings: [], upstream: [.traceeCertificateTheft])
        #expect(alert == nil)
    }

    @Test func `the gravest finding gives severity, priority and rule`() throws {
        let alert = try AlertSamples.alert(
            findings: [AlertSamples.renameFinding, AlertSamples.readFinding])
        let json = try Self.json(alert)
        #expect(json["severity"] == .string("critical"))
        #expect(json["risk_score"] == .number(99))
        #expect(json["priority"] == .string("Critical"))
        #expect(json["rule"] == .string("KW-1001 Credential file read by unlisted process"))
        #expect(alert.rules.map(\.id) == ["KW-1001", "KW-1002"])
    }

    @Test(arguments: Severity.allCases) func `every severity is a priority that falcosidekick takes`(
        _ severity: Severity
    ) {
        let accepted = [
            "emergency", "alert", "critical", "error", "warning", "notice", "informational", "info", "debug",
        ]
        #expect(accepted.contains(FalcoPriority(severity).rawValue.lowercased()))
    }

    @Test func `falcosidekick's conditions hold`() throws {
        let json = try Self.json(try AlertSamples.alert())
        let time = try #require(json["time"]?.string)
        #expect(WallTime(rfc3339: time) == FileEvents.theft().time)
        #expect(json["source"] == .string("syscall"))
        #expect(json["rule"]?.string?.isEmpty == false)
        guard case .object(let fields)? = json["output_fields"] else {
            Issue.record("no output_fields")
            return
        }
        #expect(!fields.isEmpty)
        #expect(fields["k8s.ns.name"] == .null)
        #expect(fields["k8s.pod.name"] == .null)
        #expect(fields["container.id"] == .string("host"))
    }

    @Test func `a pod's names are strings under Falco's names`() throws {
        let json = try Self.json(try AlertSamples.alert(AlertSamples.rename(), [AlertSamples.renameFinding]))
        let fields = try #require(json["output_fields"])
        #expect(fields["k8s.ns.name"] == .string("web"))
        #expect(fields["k8s.pod.name"] == .string("shop-1"))
        #expect(fields["container.id"] == .string("abababababab"))
        #expect(fields["container.image.repository"] == .string("registry.example:5000/shop/front"))
        #expect(fields["container.image.tag"] == .string("1.2"))
        #expect(fields["container.image.digest"] == .string("sha256:00ff"))
        #expect(fields["user.loginuid"] == .number(-1))
    }

    @Test func `what is unknown is left out, not null`() throws {
        var access = AlertSamples.read()
        access.event.workload = nil
        access.event.process.loginUID = nil
        access.file = nil
        let json = try Self.json(try AlertSamples.alert(access))
        for key in ["workload", "audit", "credential", "incident", "loss"] { #expect(json[key] == nil) }
        #expect(json["process"]?["loginuid"] == nil)
        #expect(json["file"]?["class"] == nil)
    }

    @Test func `numbers that another sensor does not give are left out, not shown as zero`() throws {
        var access = AlertSamples.read()
        access.event.missing = ["file.id", "process.exe.id", "process.pid", "process.uid"]
        let alert = try AlertSamples.alert(access)
        let json = try Self.json(alert)
        for key in ["pid", "tid", "start_time", "uid", "gid"] { #expect(json["process"]?[key] == nil) }
        for key in ["dev", "inode", "generation"] {
            #expect(json["process"]?["exe"]?[key] == nil)
            #expect(json["file"]?[key] == nil)
        }
        for key in ["proc.pid", "user.uid"] { #expect(json["output_fields"]?[key] == nil) }
        let text = String(decoding: try AlertTextEncoder().encode(alert), as: UTF8.self)
        #expect(text.contains("pid unknown, uid unknown"))
        #expect(alert.output.contains("pid=? uid=?"))
    }

    @Test func `bytes that are not plain text are shown escaped and kept`() throws {
        let json = try Self.json(try AlertSamples.alert(AlertSamples.rename(), [AlertSamples.renameFinding]))
        let file = try #require(json["file"])
        #expect(file["new_path"] == .string(#"/tmp/\x1b[2Jca\xe2\x80\xae\xff"#))
        #expect(file["new_path_raw"] == .string("L3RtcC8bWzJKY2HigK7/"))
        #expect(file["old_path_raw"] == nil)
        #expect(json["process"]?["args_raw"] == .array([.null, .string("L3RtcC8bWzJKY2HigK7/"), .null]))
    }
}

extension AlertSamples {
    fileprivate static func alert(findings: [Finding]) throws -> Alert { try alert(read(), findings) }
}

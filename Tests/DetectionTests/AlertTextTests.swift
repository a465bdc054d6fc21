// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct AlertTextTests {
    private static func lines(_ alert: Alert) throws -> [Substring] {
        String(decoding: try AlertTextEncoder().encode(alert), as: UTF8.self).split(separator: "\n")
    }

    /// The texts behind a label.
    private static func texts(_ label: String, _ alert: Alert) throws -> [String] {
        try lines(alert).filter { $0.hasPrefix("  \(label) ") }.map { String($0.dropFirst(12)) }
    }

    /// What the rules of this release make of a theft.
    private static func judged(_ access: JudgedAccess) throws -> Alert {
        let findings = FileRules.all.compactMap { $0.evaluate(access) }
        return try AlertSamples.alert(access, findings)
    }

    @Test func `what another line says is not said again by the reason`() throws {
        let alert = try Self.judged(AlertSamples.read())
        #expect(try Self.texts("why", alert) == ["no allow entry covers it"])
        let whole = alert.rules.first?.reason
        #expect(whole?.contains("nearest is kube-controller-manager (exe: want ") == true)
        for text in ["kube-controller-manager would", "opened for reading", "(private-key of ca)", "pid 4211"] {
            #expect(try Self.lines(alert).count { $0.contains(text) } == 1, "\(text)")
        }
    }

    @Test func `several rules are told apart by their ids and severities`() throws {
        var access = AlertSamples.read()
        access.event.access.writes = true
        #expect(
            try Self.texts("why", try Self.judged(access)) == [
                "KW-1001 Credential file read (critical): no allow entry covers it",
                "KW-1004 Credential file changed (high): no allow entry covers it",
            ])
    }

    @Test func `the name that the file line shows is not shown again`() throws {
        var access = AlertSamples.rename()
        access.event.file.newPath = "/tmp/x"
        let alert = try Self.judged(access)
        #expect(try Self.texts("from", alert) == [])
        #expect(try Self.texts("to", alert) == ["/tmp/x"])
        access.event.file.oldPath = "/tmp/y"
        #expect(try Self.texts("from", try Self.judged(access)) == ["/tmp/y"])
    }

    @Test func `missing fields are put together by what they belong to, and cut`() throws {
        var access = AlertSamples.read()
        access.event.missing = ["workload.pod", "process.tty", "odd", "process.args", "workload.image"]
        let short = try Self.texts("unknown", try Self.judged(access))
        #expect(short == ["odd; process args, tty; workload image, pod"])
        access.event.missing = (1...9).map { "process.f\($0)" }
        let cut = try Self.texts("unknown", try Self.judged(access))
        #expect(cut == ["process f1, f2, f3, f4, and 5 more"])
    }

    @Test func `of many failed attributes the first are shown`() throws {
        var access = AlertSamples.read()
        access.allow.failed = (1...6).map { "a\($0): want x, is y" }
        let alert = try Self.judged(access)
        #expect(
            try Self.texts("nearest", alert) == [
                "kube-controller-manager would allow it, but a1: want x, is y; a2: want x, is y; a3: want x, is y; "
                    + "a4: want x, is y; and 2 more"
            ])
        #expect(alert.allow?.failed.count == 6)
    }
}

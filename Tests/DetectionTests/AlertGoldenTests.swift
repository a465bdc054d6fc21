// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct AlertGoldenTests {
    private let encoder = AlertJSONEncoder()

    @Test func `the alert of an open is what it always was`() throws {
        try AlertGolden.expect(try encoder.encode(try AlertSamples.alert()), is: "open.json")
    }

    @Test func `the alert of a rename is what it always was`() throws {
        let alert = try AlertSamples.alert(
            AlertSamples.rename(), [AlertSamples.renameFinding], loss: AlertLoss(cause: "ring", count: 3))
        try AlertGolden.expect(try encoder.encode(alert), is: "rename.json")
    }

    @Test func `the text of an open is what it always was`() throws {
        let text = try AlertTextEncoder().encode(try AlertSamples.alert())
        try AlertGolden.expectText(text, is: "open.txt")
    }

    @Test func `the alert of a certificate request is what it always was`() throws {
        try AlertGolden.expect(try encoder.encode(try AlertSamples.certificateRequest()), is: "csr.json")
    }

    @Test func `the text of a certificate request is what it always was`() throws {
        let text = try AlertTextEncoder().encode(try AlertSamples.certificateRequest())
        try AlertGolden.expectText(text, is: "csr.txt")
    }

    @Test(arguments: [
        ("mount-of.json", AlertSamples.mount(.of), AlertSamples.wayFinding),
        ("mount-over.json", AlertSamples.mount(.over, isDirectory: false), AlertSamples.wayFinding),
        ("device.json", AlertSamples.device(), AlertSamples.deviceFinding),
        ("repeats.json", AlertSamples.repeats(), AlertSamples.readFinding),
        ("forged.json", AlertSamples.forged(), AlertSamples.readFinding),
    ])
    func `the alerts of other ways are what they always were`(
        name: String, access: JudgedAccess, finding: Finding
    ) throws {
        let alert = try AlertSamples.alert(
            access, [finding], upstream: [], loss: AlertLoss(causes: [.ringSecret: 3, .skipped: 1]))
        try AlertGolden.expect(try encoder.encode(alert), is: name)
    }

    @Test func `the text of a repeated mount by a forged executable is what it always was`() throws {
        var access = AlertSamples.mount(.over)
        access.event.repeats = 2
        access.event.process.exe.identity = .forged
        let alert = try AlertSamples.alert(
            access, [AlertSamples.wayFinding], upstream: [], loss: AlertLoss(causes: [.learn: 1]))
        try AlertGolden.expectText(try AlertTextEncoder().encode(alert), is: "mount-over.txt")
    }

    @Test func `the delta names each field that differs`() throws {
        let delta = try AlertGolden.delta(
            Array(#"{"a":{"b":1},"c":[true,"x"]}"#.utf8), Array(#"{"a":{"b":2},"c":[true]}"#.utf8))
        #expect(delta == [#"a.b: want number(1.0), is number(2.0)"#, #"c[1]: want string("x"), is nothing"#])
    }
}

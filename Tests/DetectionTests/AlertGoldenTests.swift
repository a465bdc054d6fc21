// SPDX-License-Identifier: Apache-2.0

import Detection
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

    @Test func `the delta names each field that differs`() throws {
        let delta = try AlertGolden.delta(
            Array(#"{"a":{"b":1},"c":[true,"x"]}"#.utf8), Array(#"{"a":{"b":2},"c":[true]}"#.utf8))
        #expect(delta == [#"a.b: want number(1.0), is number(2.0)"#, #"c[1]: want string("x"), is nothing"#])
    }
}

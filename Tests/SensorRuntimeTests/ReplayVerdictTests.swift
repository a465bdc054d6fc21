// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorRuntime
import TestSupport
import Testing

@Suite struct ReplayVerdictTests {
    @Test func `a verdict is one line in the documented order`() {
        let verdict = ReplayVerdict(
            record: 4, item: 1, kind: .audit, upstream: [.traceeCertificateTheft, .elasticTokenRequest],
            rules: ["KW-2006", "KW-2001"])
        let line =
            #"{"record":4,"item":1,"kind":"audit","#
            + #""upstream":["elastic:4df91789-7859-4bc4-9c5a-6b56bfa81a8b","tracee:TRC-1018"],"#
            + #""rules":["KW-2001","KW-2006"],"alert":null}"#
        #expect(String(decoding: verdict.line, as: UTF8.self) == line + "\n")
    }

    @Test func `an alert is named by its id`() throws {
        let outcome = try ReplaySample.replay([ReplaySample.capture()])
        let verdict = try #require(outcome.items.first)
        let id = try #require(verdict.alert?.id)
        #expect(String(decoding: verdict.line, as: UTF8.self).hasSuffix(#""alert":"\#(id)"}"# + "\n"))
    }
}

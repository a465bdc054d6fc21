// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `keyward run --no-kernel` from its start to its end.
@Suite struct AuditRunTests {
    @Test func `a record becomes an alert, the log may rotate, and the end is a totals line`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        let log = directory.appending(path: "audit.log")
        let request = Data((AuditRecord.certificateRequest().json + "\n").utf8)
        try request.write(to: log)
        let run = try KeywardProcess(
            ["run", "--no-kernel", "--audit-log", "audit.log", "--capture", "capture", "--state-dir", "state"],
            in: directory)
        #expect(run.waitForError("armed") == "keyward: armed level=none protected=0")

        try FileManager.default.moveItem(at: log, to: directory.appending(path: "audit-1.log"))
        try (Data("damage\n".utf8) + request).write(to: log)
        let alert = try #require(run.waitForOutput("KW-2001"))
        #expect(try JSONSerialization.jsonObject(with: Data(alert.utf8)) is [String: Any])
        run.terminate()

        let outcome = try run.finish()
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(
            outcome.sentences.last
                == "totals audit_lines=2 audit_passed_over=0 audit_bytes=\(request.count + 7) audit_items=2 "
                + "audit_events=1 audit_alerts=1 audit_other=0 audit_unreadable=1 audit_gaps=0 audit_undelivered=0")
        #expect(outcome.error.contains("audit.log cannot be read at byte 0: "))
        let capture = try String(contentsOf: directory.appending(path: "capture"), encoding: .utf8)
        #expect(capture.split(separator: "\n").count == 3)
        #expect(capture.hasSuffix("\"end\":{\"events\":1}}\n"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct WebhookRunTests {
    private static let certificates = TestCertificates.shared
    private static let files = [
        "--audit-webhook-cert", certificates.certificate("server"), "--audit-webhook-key", certificates.key("server"),
        "--audit-webhook-client-ca", certificates.clientAuthority,
    ]

    /// The answer to a POST by openssl(1)'s client.
    private static func post(_ body: String, to address: String, as identity: String) throws -> String {
        let client = Process()
        let (input, output) = (Pipe(), Pipe())
        client.executableURL = URL(filePath: "/usr/bin/openssl")
        client.arguments = [
            "s_client", "-quiet", "-verify_return_error", "-connect", address, "-CAfile", certificates.serverAuthority,
            "-cert", certificates.certificate(identity), "-key", certificates.key(identity),
        ]
        client.standardInput = input
        client.standardOutput = output
        client.standardError = FileHandle.nullDevice
        try client.run()
        let head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        try input.fileHandleForWriting.write(contentsOf: Data((head + body).utf8))
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        try? input.fileHandleForWriting.close()
        client.waitUntilExit()
        return String(decoding: answer, as: UTF8.self)
    }

    @Test func `what an API server posts becomes an alert, beside an audit log, and the end is a totals line`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        let log = directory.appending(path: "audit.log")
        let request = AuditRecord.certificateRequest()
        try Data().write(to: log)
        let run = try KeywardProcess(
            [
                "run", "--no-kernel", "--audit-log", "audit.log", "--state-dir", "state", "--audit-webhook",
                "127.0.0.1:0", "--capture",
                "capture",
            ]
                + Self.files, in: directory)
        let listening = try #require(run.waitForError("keyward: "))
        let address = try #require(listening.split(separator: " ").last.map(String.init))
        #expect(listening == "keyward: audit webhook listening on \(address)")
        #expect(address.hasPrefix("127.0.0.1:") && address != "127.0.0.1:0")
        #expect(run.waitForError("armed") == "keyward: armed level=none protected=0")

        let item = request.with("kind", nil).with("apiVersion", nil).json
        let body = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(item)]}"#
        #expect(try Self.post(body, to: address, as: "client").hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(try !Self.post(body, to: address, as: "stranger").contains("HTTP"))
        #expect(try Self.post("garbage", to: address, as: "client").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        _ = try #require(run.waitForOutput("KW-2001"))
        run.terminate()

        let outcome = try run.finish()
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        let totals = """
            totals audit_lines=1 audit_passed_over=0 audit_bytes=\(item.utf8.count) audit_items=1 audit_events=1 \
            audit_alerts=1 audit_other=0 audit_unreadable=0 audit_gaps=0 audit_undelivered=0 webhook_connections=3 webhook_over_limit=0 webhook_tls_refused=1 webhook_requests=2 \
            webhook_batches=1 webhook_bad=1 webhook_busy=0 webhook_undelivered=0 webhook_too_large=0 webhook_slow=0 \
            webhook_refused=0 webhook_abandoned=0
            """
        #expect(outcome.sentences.last == totals)
        let capture = try String(contentsOf: directory.appending(path: "capture"), encoding: .utf8)
        #expect(capture.hasSuffix("\"end\":{\"events\":1}}\n"))
        #expect(!outcome.hasTrace)
    }

    @Test func `an answer of 200 is not given while nobody takes the alerts`() throws {
        let run = try KeywardProcess(["run", "--no-kernel", "--audit-webhook", "127.0.0.1:0"] + Self.files)
        let listening = try #require(run.waitForError("listening on"))
        let address = try #require(listening.split(separator: " ").last.map(String.init))
        run.closeOutput()
        let answer = try Self.post(AuditRecord.certificateRequest().json, to: address, as: "client")
        #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(answer.contains("Retry-After: "))
        #expect(try run.finish().status == 1)
    }

    @Test func `options that do not fit together are told with what to give`() throws {
        let cases: [([String], String)] = [
            (["--no-kernel"], "--audit-webhook ADDR"),
            (["--audit-webhook", ":1"], "--audit-webhook-cert PEM and --audit-webhook-key PEM and"),
            (["--audit-webhook", ":1"] + Self.files.prefix(4), "give --audit-webhook-client-ca PEM as well"),
            (["--no-kernel", "--audit-log", "x"] + Self.files, "does nothing without --audit-webhook"),
            (["--audit-webhook", "8443"] + Self.files, "8443"),
        ]
        for (arguments, words) in cases {
            let outcome = try KeywardProcess(["run"] + arguments).finish()
            #expect(outcome.status == 2)
            #expect(outcome.error.contains(words))
        }
    }

    @Test func `a file that does not fit is told before anything runs`() throws {
        var files = Self.files
        files[3] = Self.certificates.key("client")
        let outcome = try KeywardProcess(["run", "--no-kernel", "--audit-webhook", "127.0.0.1:0"] + files).finish()
        #expect(outcome.status == 2)
        #expect(outcome.sentences.first?.contains(" is not the key of the first certificate in ") == true)
        #expect(!outcome.error.contains("listening"))
    }
}

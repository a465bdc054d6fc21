// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc
import SensorEvents
import SensorRuntime
import TestSupport
import Testing

@Suite struct SinkTests {
    private struct Word: AlertEncoder {
        func encode(_ alert: Alert) throws -> [UInt8] { Array("alert\n".utf8) }
    }

    private final class Broken: AlertWriter {
        func write(_ bytes: [UInt8]) throws(WriteError) { throw WriteError(code: EPIPE, written: 0) }
    }

    private static func alert(_ severity: Severity) throws -> Alert {
        let rule = RuleInfo(
            id: "KW-1", name: "n", severity: severity, attack: [], covers: [], summary: "", explanation: "")
        let access = JudgedAccess(event: FileEvents.theft(), file: nil, allow: AllowDecision())
        let alert = AlertBuilder(context: .unknown)
            .alert(for: access, findings: [Finding(rule: rule, reason: "r")], upstream: [])
        return try #require(alert)
    }

    @Test func `alerts from the minimum severity up are delivered, the others counted`() throws {
        let writer = NullWriter()
        let sink = AlertSink(encoder: Word(), writer: writer, minimumSeverity: .medium)
        let deliveries = try Severity.allCases.map { try sink.deliver(try Self.alert($0)) }
        #expect(deliveries == [.belowMinimum, .belowMinimum, .delivered, .delivered, .delivered])
        #expect(sink.delivered == 3)
        #expect(sink.belowMinimum == 2)
        #expect(writer.bytes == 18)
    }

    @Test func `a failed write is thrown and counted`() throws {
        let sink = AlertSink(encoder: Word(), writer: Broken(), minimumSeverity: .info)
        #expect(throws: WriteError.self) { try sink.deliver(try Self.alert(.high)) }
        #expect(sink.failed == 1)
        #expect(sink.delivered == 0)
    }
}

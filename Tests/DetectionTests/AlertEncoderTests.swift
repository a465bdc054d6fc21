// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct AlertEncoderTests {
    /// Each could break a line, drive a terminal, mislead an eye or forge a field.
    static let hostile = [
        "a\nb", "a\rb", "\u{1B}[2J", "\u{9B}31m", "\u{2028}", "\u{202E}gpj", "\u{200B}", "\u{7F}", "\u{FEFF}",
        #"","severity":"info"#, "\\", "\u{0}",
    ]

    private static func alert(_ name: String) throws -> Alert {
        var access = AlertSamples.read()
        access.event.file.openedAs = KernelString(name)
        access.event.process.comm = KernelString(name)
        access.event.process.args = [KernelString(name)]
        access.event.workload?.unit = name
        access.event.workload?.namespace = name
        access.event.workload?.pod = name
        access.event.missing = [name]
        access.allow.nearest = name
        access.allow.failed = [name]
        var finding = AlertSamples.readFinding
        finding.reason = name
        return try AlertBuilder(context: AlertContext(hostname: name, cluster: name))
            .alert(for: access, findings: [finding], upstream: []).orThrow()
    }

    @Test(arguments: hostile) func `a hostile string stays inside its field, on one line`(_ name: String) throws {
        let line = try AlertJSONEncoder().encode(try Self.alert(name))
        #expect(line.filter { $0 == 0x0A }.count == 1)
        #expect(line.last == 0x0A)
        let json = try JSONNode(line)
        #expect(json["severity"] == .string("critical"))
        #expect(json["hostname"] == .string(name))
        #expect(json["file"]?["opened_as"] == .string(KernelString(name).text))
    }

    @Test(arguments: hostile) func `neither form puts a raw control character on a terminal`(_ name: String) throws {
        let alert = try Self.alert(name)
        for bytes in [try AlertJSONEncoder().encode(alert), try AlertTextEncoder().encode(alert)] {
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar != "\n" {
                #expect(KernelString(String(scalar)).raw == nil, "U+\(String(scalar.value, radix: 16))")
            }
        }
    }

    @Test func `ordinary letters of any script stay readable`() throws {
        let line = String(decoding: try AlertJSONEncoder().encode(try Self.alert("ключ-鍵-🔑")), as: UTF8.self)
        #expect(line.contains("ключ-鍵-🔑"))
    }

    @Test func `encoding is deterministic`() throws {
        let alert = try Self.alert("x")
        #expect(try AlertJSONEncoder().encode(alert) == AlertJSONEncoder().encode(alert))
    }

    @Test func `colour is used only when asked for`() throws {
        let alert = try AlertSamples.alert()
        #expect(!(try AlertTextEncoder().encode(alert)).contains(0x1B))
        #expect(try AlertTextEncoder(colour: true).encode(alert).contains(0x1B))
    }
}

extension Optional {
    fileprivate func orThrow() throws -> Wrapped { try #require(self) }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime
import TestSupport
import Testing

@Suite struct ReplayerTests {
    @Test func `records are counted over all inputs, blank lines and capture headers are not`() throws {
        let log = "\n" + ReplaySample.audit("1", verb: "get") + "\n \r\n" + ReplaySample.audit("2", verb: "create")
        let capture = try ReplaySample.capture(records: [ReplaySample.audit("3", verb: "get")])
        let outcome = try ReplaySample.replay([Array(log.utf8), capture, Array("not json\n".utf8)])
        #expect(outcome.shape == ["0.0 audit", "1.0 audit", "2.0 file", "3.0 audit", "4.0 other"])
        #expect(outcome.summary.records == 5)
        #expect(outcome.summary.alerts == 2)
        #expect(outcome.summary.unreadable == 1)
        #expect(outcome.damage.isEmpty)
    }

    @Test func `the items of a batch share a record`() throws {
        let items = [ReplaySample.audit("1", verb: "get"), "7", ReplaySample.audit("2", verb: "create")]
        let list =
            #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":["# + items.joined(separator: ",") + "]}"
        let outcome = try ReplaySample.replay(list + "\n" + ReplaySample.audit("3", verb: "get"))
        #expect(outcome.shape == ["0.0 audit", "0.1 other", "0.2 audit", "1.0 audit"])
        #expect(outcome.items[2].rules == ["KW-2999"])
    }

    @Test func `a value printed over several lines is one record`() throws {
        let list = """
            {
              "kind": "EventList",
              "apiVersion": "audit.k8s.io/v1",
              "items": [
                \(ReplaySample.audit("1", verb: "create"))

              ]
            }
            """
        let outcome = try ReplaySample.replay(list + "\n" + ReplaySample.audit("2", verb: "get") + "\n")
        #expect(outcome.shape == ["0.0 audit", "1.0 audit"])
    }

    @Test func `a record that was cut does not take the next one with it`() throws {
        let cut = #"{"kind":"Event","auditID":["a","# + "\n" + ReplaySample.audit("2", verb: "create") + "\n"
        #expect(try ReplaySample.replay(cut).shape == ["0.0 other", "1.0 audit"])
        let cutInString = #"{"kind":"Ev"# + "\n" + ReplaySample.audit("2", verb: "create") + "\n"
        #expect(try ReplaySample.replay(cutInString).shape == ["0.0 other", "1.0 audit"])
    }

    @Test func `a capture is judged by its own policy and host, unless the current one is asked for`() throws {
        let capture = try ReplaySample.capture()
        let captured = try ReplaySample.replay([capture])
        #expect(captured.items.first?.alert?.context.hostname == "node-a")
        #expect(captured.items.first?.rules == ["KW-1001"])
        let current = try ReplaySample.replay([capture], capturedPolicy: false)
        #expect(current.items.first?.alert == nil)
        #expect(current.items.first?.upstream == [.traceeCertificateTheft])
    }

    @Test func `a new header switches host and policy`() throws {
        let both = try ReplaySample.capture() + ReplaySample.capture(hostname: "node-b")
        let log = Array(ReplaySample.audit("1", verb: "create").utf8)
        let outcome = try ReplaySample.replay([both + log])
        #expect(outcome.items.map { $0.alert?.context.hostname } == ["node-a", "node-b", "-"])
        #expect(outcome.damage.isEmpty)
    }

    @Test(arguments: [1, 3, 64, .max]) func `the same inputs give the same bytes however they arrive`(
        _ piece: Int
    ) throws {
        let capture = try ReplaySample.capture(records: [ReplaySample.audit("3", verb: "create")])
        let encoder = AlertJSONEncoder()
        let want = try ReplaySample.replay([capture]).items.compactMap(\.alert).map(encoder.encode)
        let have = try ReplaySample.replay([capture], piece: piece).items.compactMap(\.alert).map(encoder.encode)
        #expect(have == want)
        #expect(want.count == 2)
    }

    @Test func `damage in a capture is told at its place, and the rest counts`() throws {
        var capture = try ReplaySample.capture(records: [ReplaySample.audit("1", verb: "create")])
        let start = capture.split(separator: 0x0A)[0].count + 1
        capture[start + 100] ^= 1
        let outcome = try ReplaySample.replay([capture])
        #expect(outcome.shape == ["0.0 other", "1.0 audit"])
        let position = InputPosition(file: "f0", offset: UInt64(start), line: 2)
        #expect(outcome.damage == [.capture(CaptureError(position: position, problem: .checksum))])
        #expect(outcome.summary.damaged == 1)
    }

    @Test func `every cut of a capture is damage`() throws {
        let capture = try ReplaySample.capture()
        for length in stride(from: 0, to: capture.count, by: 7) {
            let outcome = try ReplaySample.replay([Array(capture[..<length])])
            // Shorter than the text by which a capture is told, it is a line that cannot be read.
            guard length == 0 || length >= 27 else { continue }
            #expect(outcome.summary.damaged == 1, "\(length)")
            guard case .capture(let error)? = outcome.damage.first else { continue }
            #expect(error.position.offset == UInt64(length))
        }
        let last = try ReplaySample.replay([Array(capture.dropLast())])
        #expect(last.summary.damaged == 1)
        #expect(last.items.first?.rules == ["KW-1001"])
    }

    @Test func `a capture cut before another is told`() throws {
        let cut = try ReplaySample.capture(finished: false)
        let outcome = try ReplaySample.replay([cut + ReplaySample.capture()])
        let position = InputPosition(file: "f0", offset: UInt64(cut.count), line: 3)
        #expect(outcome.damage == [.capture(CaptureError(position: position, problem: .cut))])
        #expect(outcome.shape == ["0.0 file", "1.0 file"])
    }

    @Test func `an empty input is told`() throws {
        let outcome = try ReplaySample.replay("")
        let position = InputPosition(file: "f0", offset: 0, line: 0)
        #expect(outcome.damage == [.capture(CaptureError(position: position, problem: .empty))])
    }

    @Test func `a Tracee event is a file event under the current policy`() throws {
        let record = #"{"name":"security_file_open","data":[{"name":"pathname","str":"/etc/kubernetes/nothing"}]}"#
        let outcome = try ReplaySample.replay(record)
        #expect(outcome.shape == ["0.0 file"])
        #expect(outcome.items.first?.rules == ["KW-1001"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

/// Stands for whatever policy a capture carries.
private struct Policy: Codable, Sendable, Equatable {
    var name: String
}

private typealias Line = CaptureLine<Policy>

@Suite struct CaptureTests {
    private static let header = CaptureHeader(
        version: "1.2.3", hostname: "node-a", cluster: "prod", bootID: "6f1d3f0e", created: WallTime(nanoseconds: 1),
        level: "fentry", kernel: "6.1.0-49",
        protected: [
            CapturedFile(
                path: "/etc/kubernetes/pki/ca.key", id: InodeID(device: 3, inode: 4, generation: 5))
        ], policy: Policy(name: "kubeadm"))
    private static let record = Array(#"{"kind":"Event","auditID":"7"}"#.utf8)

    /// A header, a file event, an audit record and the end.
    private static func capture(_ event: FileEvent = FileEvents.theft()) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = try CaptureWriter(header: header) { bytes += $0 }
        try writer.append(event)
        try writer.append(auditRecord: record)
        try writer.finish()
        return bytes
    }

    /// Reads as a caller would; what was read before and after damage, and the damage.
    private static func read(_ bytes: [UInt8]) -> (lines: [Line], errors: [CaptureError]) {
        var reader = CaptureReader<Policy>()
        var lines: [Line] = []
        var errors: [CaptureError] = []
        var offset = 0
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if !line.isEmpty {
                let position = InputPosition(file: "f", offset: UInt64(offset), line: UInt64(index + 1))
                do throws(CaptureError) {
                    lines.append(try reader.read(line, at: position))
                } catch {
                    errors.append(error)
                }
            }
            offset += line.count + 1
        }
        do throws(CaptureError) {
            try reader.finish(at: InputPosition(file: "f", offset: UInt64(bytes.count), line: 0))
        } catch {
            errors.append(error)
        }
        return (lines, errors)
    }

    @Test func `what was written is read back`() throws {
        let (lines, errors) = Self.read(try Self.capture())
        #expect(errors.isEmpty)
        #expect(lines == [.header(Self.header), .file(FileEvents.theft()), .audit(Self.record), .end])
    }

    @Test func `names that are not text survive to the byte`() throws {
        var event = FileEvents.theft()
        event.file.openedAs = KernelString(bytes: [0x2F, 0xFF, 0x0A, 0x1B, 0x5C])
        event.process.args = ["a\u{202E}b", KernelString(bytes: [0xC0, 0x80]), "line\nfeed", #"","policy":{"#]
        #expect(Self.read(try Self.capture(event)).lines.contains(.file(event)))
    }

    @Test func `a flipped bit of any byte is found`() throws {
        let bytes = try Self.capture()
        var missed: [Int] = []
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(index % 8)
            if Self.read(damaged).errors.isEmpty { missed.append(index) }
        }
        #expect(missed.isEmpty)
    }

    @Test func `every cut before the last byte is found at the place where the input stops`() throws {
        let bytes = try Self.capture()
        for length in 1..<(bytes.count - 1) {
            let errors = Self.read(Array(bytes[..<length])).errors
            #expect(!errors.isEmpty, "cut to \(length) bytes")
        }
        let firstTwoLines = bytes.split(separator: 0x0A).prefix(2).reduce(0) { $0 + $1.count + 1 }
        let cut = Self.read(Array(bytes[..<firstTwoLines]))
        #expect(cut.lines.count == 2)
        #expect(cut.errors.map(\.problem) == [.cut])
        #expect(cut.errors.first?.position.offset == UInt64(firstTwoLines))
    }

    @Test func `damage in one line leaves the others`() throws {
        var bytes = try Self.capture()
        let start = bytes.split(separator: 0x0A)[0].count + 1
        bytes[start + 60] ^= 1
        let (lines, errors) = Self.read(bytes)
        #expect(lines == [.header(Self.header), .audit(Self.record), .end])
        #expect(errors.map(\.problem) == [.checksum])
        #expect(errors.first?.position == InputPosition(file: "f", offset: UInt64(start), line: 2))
    }

    @Test func `damage of the fixed text is found at its byte`() throws {
        var bytes = try Self.capture()
        let start = bytes.split(separator: 0x0A)[0].count + 1
        bytes[start + 2] ^= 1
        let error = Self.read(bytes).errors.first
        #expect(error?.position.offset == UInt64(start + 2))
    }

    @Test func `a missing and a doubled line are found`() throws {
        var lines = try Self.capture().split(separator: 0x0A).map { Array($0) + [0x0A] }
        let doubled = Self.read(Array([lines[0], lines[1], lines[1], lines[2], lines[3]].joined()))
        #expect(doubled.errors.map(\.problem).contains(.outOfOrder(expected: 2, found: 1)))
        lines.remove(at: 1)
        let missing = Self.read(Array(lines.joined()))
        #expect(missing.errors.map(\.problem).contains(.outOfOrder(expected: 1, found: 2)))
    }

    @Test func `captures after one another are each read under their own header`() throws {
        let bytes = try Self.capture()
        let (lines, errors) = Self.read(bytes + bytes)
        #expect(errors.isEmpty)
        #expect(lines.filter { $0 == .header(Self.header) }.count == 2)
        #expect(lines.count == 8)
    }

    @Test func `a line without a header and another version are refused`() throws {
        let bytes = try Self.capture()
        let second = Array(bytes.split(separator: 0x0A)[1])
        #expect(Self.read(second).errors.map(\.problem) == [.noHeader])
        let foreign = Array(#"{"schema":"keyward.capture/2","line":0}"#.utf8)
        #expect(Self.read(foreign).errors.map(\.problem) == [.foreign])
        #expect(CaptureFormat.looksLikeHeader(foreign))
        #expect(!CaptureFormat.looksLikeHeader(Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1"}"#.utf8)))
    }

    @Test func `an audit record over several lines becomes one line`() throws {
        var bytes: [UInt8] = []
        var writer = try CaptureWriter(header: Self.header) { bytes += $0 }
        try writer.append(auditRecord: Array("{\n\"kind\": \"Event\"\n}".utf8))
        try writer.finish()
        #expect(Self.read(bytes).lines.contains(.audit(Array("{ \"kind\": \"Event\" }".utf8))))
    }
}

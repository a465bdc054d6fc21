// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorRuntime

/// Standard output of a replay: alerts or verdicts, and their comparison with a golden file.
final class ReplayOutput {
    /// Bytes gathered before a write: a log has millions of records, and nobody waits for one verdict.
    private static let bufferSize = 64 * 1024

    enum Form { case alerts, verdicts, incidents }

    private let encoder: any AlertEncoder
    private let form: Form
    private let progress: ReplayProgress
    private let writer = DescriptorWriter.standardOutput()
    private var buffer: [UInt8] = []
    private var golden: ReplayGolden?

    init(encoder: any AlertEncoder, form: Form, golden: ReplayGolden?, progress: ReplayProgress) {
        self.encoder = encoder
        self.form = form
        self.golden = golden
        self.progress = progress
    }

    var differs: Bool { (golden?.differences ?? 0) > 0 }

    func add(_ item: ReplayVerdict) throws {
        switch form {
        case .verdicts: try put(item.line)
        case .incidents: break
        case .alerts:
            for alert in [item.alert].compactMap(\.self) + item.recovered + item.joins {
                try put(try encoder.encode(alert))
            }
        }
    }

    func add(_ incidents: [Incident]) throws {
        for incident in incidents { try put(try IncidentJSONEncoder.encode(incident)) }
    }

    func finish() throws {
        try flush()
        golden?.finish()
        for line in golden?.report ?? [] { StandardStreams.error("keyward: expect: \(line)") }
    }

    private func put(_ bytes: [UInt8]) throws {
        golden?.add(bytes)
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        progress.clear()
        try writer.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    static func golden(_ path: String) throws -> ReplayGolden {
        var bytes: [UInt8] = []
        do throws(InputError) {
            let source = try FileByteSource(path: path)
            let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
            defer { piece.deallocate() }
            while true {
                let count = try source.read(into: piece)
                if count == 0 { break }
                bytes += piece.prefix(count)
            }
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
        return ReplayGolden(golden: bytes)
    }
}

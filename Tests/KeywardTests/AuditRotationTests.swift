// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Real sensors, started and killed while a writer rotates the log as an API server does.
@Suite struct AuditRotationTests {
    private static let rotations = 600
    private static let recordsPerLog = 4

    @Test(.timeLimit(.minutes(10)))
    func `no record is lost over rotations, restarts and kills, and none is told twice but the last before a kill`()
        async throws
    {
        try Data().write(to: log)
        var random = SplitMix64(seed: 11)
        var written: [String] = []
        var sensor = try start()
        var kills = 0
        for rotation in 0..<Self.rotations {
            let file = try FileHandle(forWritingTo: log)
            for record in 0..<Self.recordsPerLog {
                let id = "\(rotation)-\(record)"
                let line = AuditRecord.certificateRequest().with("auditID", "\"\(id)\"").json + "\n"
                try file.write(contentsOf: Data(line.utf8))
                written.append(id)
            }
            try file.close()
            let stamp = String(
                format: "2026-11-20T%02d-%02d-%02d.000", rotation / 3600, rotation / 60 % 60, rotation % 60)
            let moved = directory.appending(path: "audit-\(stamp).log")
            try FileManager.default.moveItem(at: log, to: moved)
            try Data().write(to: log)
            if Int.random(in: 0..<10, using: &random) == 0 { try pack(moved) }
            if sensor.isRunning {
                guard Int.random(in: 0..<20, using: &random) == 0 else { continue }
                let isKill = Bool.random(using: &random)
                kill(sensor.processIdentifier, isKill ? SIGKILL : SIGTERM)
                kills += isKill ? 1 : 0
                sensor.waitUntilExit()
            } else if Int.random(in: 0..<3, using: &random) == 0 {
                sensor = try start()
            }
        }
        sensor.terminate()
        sensor.waitUntilExit()
        // A last one finds what is left.
        sensor = try start()
        sensor.terminate()
        sensor.waitUntilExit()
        let told = try alerts()
        // Between an alert's write(2) and that of its checkpoint a SIGKILL finds it told and not known to be: then it is
        // told again, with the same id, before any other.
        let again = zip(told, told.dropFirst()).count { $0 == $1 }
        #expect(again <= kills)
        #expect(told.count - again == written.count)
        #expect(Set(written).subtracting(told).sorted().prefix(20) == [])
    }

    private let directory: URL
    private var log: URL { directory.appending(path: "audit.log") }
    private var output: URL { directory.appending(path: "alerts") }

    init() throws {
        directory = try KeywardProcess.temporaryDirectory()
        try Data().write(to: output)
    }

    /// A sensor that has begun to read and appends its alerts to a file: what a kill leaves in a pipe would be lost with it.
    private func start() throws -> Process {
        let process = Process()
        let errors = Pipe()
        process.executableURL = KeywardProcess.binary
        process.arguments = ["run", "--no-kernel", "--audit-log", log.path, "--state-dir", directory.path + "/state"]
        let alerts = try FileHandle(forWritingTo: output)
        try alerts.seekToEnd()
        process.standardOutput = alerts
        process.standardError = errors
        try process.run()
        var said = Data()
        while !String(decoding: said, as: UTF8.self).contains("armed") {
            let more = errors.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += more
        }
        // A pipe that nobody reads would end the sensor at its first word.
        errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        return process
    }

    private func pack(_ file: URL) throws {
        let gzip = try Process.run(URL(filePath: "/bin/gzip"), arguments: ["-n", file.path])
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0)
    }

    /// The audit ids of all alerts, in order.
    private func alerts() throws -> [String] {
        try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { line in
            // A kill may stop a write(2) in its middle; the alert that is told again then stands behind the half one.
            let beginning = line.ranges(of: line.prefix(12)).last?.lowerBound ?? line.startIndex
            let alert = try JSONSerialization.jsonObject(with: Data(line[beginning...].utf8)) as? [String: Any]
            return (alert?["audit"] as? [String: Any])?["auditID"] as? String ?? "none"
        }
    }
}

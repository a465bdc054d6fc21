// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Real sensors, killed at random while the two halves of joins are written, often one before and one after a kill.
@Suite struct JoinRestartTests {
    /// KEYWARD_KILLS=200 takes five minutes; a few show as much on every run.
    private static let kills = ProcessInfo.processInfo.environment["KEYWARD_KILLS"].flatMap { Int($0) } ?? 25
    private static let joins = 20 + kills * 3 / 2

    @Test(.timeLimit(.minutes(10)))
    func `no join is lost over kills, and no incident has two names`() throws {
        try Data().write(to: log)
        var random = SplitMix64(seed: 23)
        var killsLeft = Self.kills
        var halves: [(id: Int, isUse: Bool)] = (0..<Self.joins).flatMap { [($0, false), ($0, true)] }
        // Within a window, so that either half may be the first and many stand apart.
        for index in halves.indices {
            halves.swapAt(index, Int.random(in: index..<min(halves.count, index + 40), using: &random))
        }
        var sensor = try start()
        for half in halves {
            let file = try FileHandle(forWritingTo: log)
            try file.seekToEnd()
            try file.write(contentsOf: Data((half.isUse ? use(half.id) : request(half.id)).utf8))
            try file.close()
            guard killsLeft > 0, Int.random(in: 0..<3, using: &random) > 0 else { continue }
            usleep(UInt32.random(in: 0..<60_000, using: &random))
            kill(sensor.processIdentifier, SIGKILL)
            sensor.waitUntilExit()
            killsLeft -= 1
            sensor = try start()
        }
        sensor.terminate()
        sensor.waitUntilExit()
        sensor = try start()
        sensor.terminate()
        sensor.waitUntilExit()
        #expect(killsLeft == 0)
        var told: [String: Set<String>] = [:]
        var incidents: [String: Set<String>] = [:]
        for alert in try alerts() where alert.rule == "KW-3004" {
            told[alert.credential, default: []].insert(alert.id)
            incidents[alert.credential, default: []].insert(alert.incident)
        }
        #expect(told.count == Self.joins)
        #expect(told.values.allSatisfy { $0.count == 1 })
        #expect(incidents.values.allSatisfy { $0.count == 1 })
        #expect(Set(incidents.values.flatMap(\.self)).count == Self.joins)
    }

    private let directory: URL
    private var log: URL { directory.appending(path: "audit.log") }
    private var output: URL { directory.appending(path: "alerts") }

    init() throws {
        directory = try KeywardProcess.temporaryDirectory()
        try Data().write(to: output)
    }

    /// A token that somebody asks for by hand.
    private func request(_ id: Int) -> String {
        AuditRecord.tokenRequest().with("auditID", "\"request-\(id)\"").with(
            "annotations", "{\"authentication.kubernetes.io/issued-credential-id\":\"JTI=\(id)\"}"
        ).json + "\n"
    }

    /// What it is used for.
    private func use(_ id: Int) -> String {
        AuditRecord(
            verb: "list", uri: "/api/v1/pods", object: "{\"resource\":\"pods\",\"apiVersion\":\"v1\"}", code: 200,
            body: "{}"
        ).with("auditID", "\"use-\(id)\"").with(
            "user",
            "{\"username\":\"system:serviceaccount:shop:web\",\"groups\":[],\"extra\":{\"authentication.kubernetes.io/credential-id\":[\"JTI=\(id)\"]}}"
        ).json + "\n"
    }

    private struct Told {
        var id: String
        var rule: String
        var credential: String
        var incident: String
    }

    private func alerts() throws -> [Told] {
        try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { line in
            // A kill may stop a write(2) in its middle; the alert that is told again then stands behind the half one.
            let beginning = line.ranges(of: line.prefix(12)).last?.lowerBound ?? line.startIndex
            let alert = try JSONSerialization.jsonObject(with: Data(line[beginning...].utf8)) as? [String: Any]
            let audit = alert?["audit"] as? [String: Any]
            let extra = (audit?["user"] as? [String: Any])?["credential_id"] as? String
            let rule = (alert?["rules"] as? [[String: Any]])?.first?["id"] as? String
            let incident = (alert?["incident"] as? [String: Any])?["id"] as? String
            return Told(
                id: alert?["id"] as? String ?? "", rule: rule ?? "",
                credential: extra ?? audit?["auditID"] as? String ?? "", incident: incident ?? "none")
        }
    }

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
        errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        return process
    }
}

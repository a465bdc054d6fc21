// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents
import SensorRuntime

/// `keyward report`
struct ReportCommand: ParsableCommand {
    /// Of all inputs together, which are held in memory.
    private static let maximumIncidents = 10_000
    private static let maximumLine = 16 * 1024 * 1024
    /// Where a file says that it holds incidents: an incident names its schema behind its credentials.
    private static let peekedBytes = 256 * 1024

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write incidents as one page for people: whose credential, who took it, where it was used.",
        discussion: """
            Reads captures, Kubernetes audit logs and Tracee events as `keyward replay` does, in any mix, plain or gzip,
            and incidents (keyward.incident/1) of `keyward replay --incidents`. The page is HTML that needs nothing else: no
            script, no network. It names machines, users and credentials, so it is readable by its owner alone.

            Example:
              keyward report node-a.capture audit.log -o report.html

            Exit status: 0 fine, 2 usage or an output that cannot be written, 4 an input is damaged.
            """)

    @Argument(help: "Files to read in order; - is standard input.")
    var files: [String]

    @Option(name: .shortAndLong, help: "The page; - is standard output. A file of that name is replaced.")
    var output: String

    @OptionGroup var privileges: PrivilegeOptions

    @OptionGroup var correlation: CorrelationOptions

    func run() throws {
        let problems = ReplayProblemLog(progress: ReplayProgress(total: nil))
        let replayer = Replayer(
            judgement: .keyward(audit: privileges.settings, correlation: try correlation.settings), onItem: { _ in },
            onProblem: { problems.add($0) })
        var incidents: [Incident] = []
        for file in files {
            incidents += try Self.incidents(in: file, room: Self.maximumIncidents - incidents.count, replayer)
        }
        try replayer.finish()
        incidents += replayer.incidents.prefix(Self.maximumIncidents - incidents.count)
        if replayer.summary.records > 0 { problems.finish(replayer.summary) }
        let page = ReportPage.html(
            incidents: incidents, generated: LocalHost.currentTime(), version: KeywardVersion.current,
            inputs: files.map { $0 == "-" ? "standard input" : $0 })
        if output == "-" {
            StandardStreams.output(page)
            return
        }
        let replaced = try ReportFile.write(page, to: output)
        let count = "\(incidents.count) incident\(incidents.count == 1 ? "" : "s")"
        StandardStreams.note("\(count) in \(output)\(replaced ? ", which was there and has been replaced" : "")")
        if replayer.summary.damaged > 0 {
            throw CommandFailure(.damaged, "an input is damaged; the page shows what could be read of it")
        }
    }

    /// Those that the file holds; what holds events goes to `replayer`.
    private static func incidents(in file: String, room: Int, _ replayer: Replayer) throws -> [Incident] {
        let lines: LineReader
        do {
            let source = try FileByteSource(path: file)
            let peeked = try PeekedByteSource(try ReplayInput.unpacked(source, name: file), peeking: peekedBytes)
            guard peeked.shows(Incident.schema) else {
                try replayer.replay(peeked, name: file)
                return []
            }
            lines = LineReader(peeked, maximumLine: maximumLine)
        } catch let error as InputError {
            throw CommandFailure(.usage, "\(error)")
        }
        var incidents: [Incident] = []
        do {
            while let line = try lines.next() {
                if line.isBlank { continue }
                guard !line.isOverlong else {
                    throw CommandFailure(.damaged, "\(file):\(line.number): longer than 16 MiB")
                }
                guard incidents.count < room else {
                    throw CommandFailure(.usage, "\(file):\(line.number): more than \(maximumIncidents) incidents")
                }
                incidents.append(try IncidentReader.read(line.bytes, file: file, number: line.number))
            }
        } catch let error as InputError {
            throw CommandFailure(.damaged, "\(error)")
        } catch let error as IncidentReadError {
            throw CommandFailure(.damaged, "\(error)")
        }
        return incidents
    }
}

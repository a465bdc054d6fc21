// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import Glibc
import SensorEvents
import SensorRuntime

/// `keyward report`
struct ReportCommand: ParsableCommand {
    /// Of all inputs together, which are held in memory.
    private static let maximumIncidents = 10_000
    private static let maximumLine = 16 * 1024 * 1024

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write incidents as one page for people: whose credential, who took it, where it was used.",
        discussion: """
            Reads incidents (keyward.incident/1, one a line), plain or gzip. The page is HTML that needs nothing else: no
            script, no network. It names machines, users and credentials, so it is readable by its owner alone.

            Example:
              keyward report incidents.jsonl -o report.html

            Exit status: 0 fine, 2 usage or an output that cannot be written, 4 an input is damaged.
            """)

    @Argument(help: "Files to read in order; - is standard input.")
    var files: [String]

    @Option(name: .shortAndLong, help: "The page; - is standard output. A file of that name is replaced.")
    var output: String

    func run() throws {
        var incidents: [Incident] = []
        for file in files { incidents += try Self.incidents(in: file, room: Self.maximumIncidents - incidents.count) }
        let page = ReportPage.html(
            incidents: incidents, generated: Self.now(), version: KeywardVersion.current,
            inputs: files.map { $0 == "-" ? "standard input" : $0 })
        if output == "-" {
            StandardStreams.output(page)
            return
        }
        let replaced = try ReportFile.write(page, to: output)
        let count = "\(incidents.count) incident\(incidents.count == 1 ? "" : "s")"
        StandardStreams.note("\(count) in \(output)\(replaced ? ", which was there and has been replaced" : "")")
    }

    private static func now() -> WallTime {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return WallTime(nanoseconds: UInt64(max(0, now.tv_sec)) * 1_000_000_000 + UInt64(now.tv_nsec))
    }

    private static func incidents(in file: String, room: Int) throws -> [Incident] {
        let lines: LineReader
        do throws(InputError) {
            let source = try FileByteSource(path: file)
            lines = LineReader(try ReplayInput.unpacked(source, name: file), maximumLine: maximumLine)
        } catch {
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

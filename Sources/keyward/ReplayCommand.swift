// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents
import SensorRuntime

/// `keyward replay`
struct ReplayCommand: ParsableCommand {
    enum PolicySource: String, ExpressibleByArgument, CaseIterable { case captured, current }

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge captures, Kubernetes audit logs and Tracee events, as a running sensor would.",
        discussion: """
            Reads any mix of them, plain or gzip. Alerts go to standard output, a summary to standard error.
            Lines that hold nothing that any rule looks for are counted and not read, behind the first 16 KiB of each
            input; with --verdicts every line is read.
            Exit status: 0 fine, 1 --fail-on or --expect did not hold, 2 usage, 4 an input is damaged.
            """)

    @Argument(help: "Files to read in order; - is standard input.")
    var files: [String]

    @Option(name: .shortAndLong, help: "json: one alert a line. text: a block for people.")
    var output: OutputForm = .json

    @Flag(help: "Print one JSON object a record instead: which rules, ours and upstream, fire on it.")
    var verdicts = false

    @Option(help: "Judge captures by the policy they carry, or by the one of this keyward.")
    var policy: PolicySource = .captured

    @Option(help: "Fail if an alert is at least this severe: info, low, medium, high or critical.")
    var failOn: Severity?

    @Option(help: "Fail if the output differs from this file, and tell where.")
    var expect: String?

    @Flag(help: "Print what belongs together instead: one incident a line, the gravest first.")
    var incidents = false

    @OptionGroup var privileges: PrivilegeOptions

    @OptionGroup var correlation: CorrelationOptions

    func validate() throws {
        if verdicts && incidents { throw ValidationError("--verdicts and --incidents are two outputs; choose one.") }
    }

    func run() throws {
        let inputs = try files.map { file in
            do throws(InputError) {
                return (file, try FileByteSource(path: file))
            } catch {
                throw CommandFailure(.usage, "\(error)")
            }
        }
        let golden = try expect.map { try ReplayOutput.golden($0) }
        let sizes = inputs.map(\.1.size)
        let progress = ReplayProgress(total: sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) })
        let output = ReplayOutput(
            encoder: output.encoder(colour: StandardStreams.outputIsTerminal),
            form: incidents ? .incidents : verdicts ? .verdicts : .alerts, golden: golden, progress: progress)
        let problems = ReplayProblemLog(progress: progress)
        let replayer = Replayer(
            judgement: try judgement(), readsAll: verdicts, onItem: { try output.add($0) },
            onProblem: { problems.add($0) })
        for (name, source) in inputs {
            try replayer.replay(source, name: name, onProgress: progress.update)
            progress.fileDone(source.consumed)
        }
        try replayer.finish()
        if incidents { try output.add(replayer.incidents) }
        try output.finish()
        problems.finish(replayer.summary)
        try judge(replayer.summary, output)
    }

    private func judgement() throws -> ReplayJudgement {
        .keyward(
            audit: privileges.settings, correlation: verdicts ? nil : try correlation.settings,
            usesCapturedPolicy: policy == .captured)
    }

    /// Damage comes first: what an incomplete input does not show says nothing of what it held.
    private func judge(_ summary: ReplaySummary, _ output: ReplayOutput) throws {
        if summary.damaged > 0 {
            throw CommandFailure(.damaged, "the input is damaged; what could be read of it was judged")
        }
        if output.differs { throw CommandFailure(.notHeld, "the output differs from \(expect ?? "")") }
        if let failOn, let gravest = summary.gravest, gravest >= failOn {
            throw CommandFailure(.notHeld, "an alert is \(gravest.rawValue), and --fail-on is \(failOn.rawValue)")
        }
    }
}

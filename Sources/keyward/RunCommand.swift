// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents
import SensorRuntime

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watch this node's credential files; one alert a line on standard output.",
        discussion: """
            Needs root (or CAP_BPF, CAP_PERFMON, CAP_DAC_READ_SEARCH and CAP_SYS_PTRACE). Everything but alerts goes \
            to standard error; once the sensor has seen its own canary come back from the kernel it says

              keyward: armed level=fentry protected=N

            SIGINT and SIGTERM take what is left in the rings and end with a totals line.

            Examples:
              sudo keyward run -o text
              sudo keyward run --capture theft.capture > alerts.jsonl
              keyward run --root /host        in a container that has the host's root there
            """)

    @Option(name: .shortAndLong, help: "json: one alert a line; text: a readable block an alert.")
    var output: OutputForm = .json

    @Option(help: ArgumentHelp("Also write enriched events to FILE, for `keyward replay`.", valueName: "file"))
    var capture: String?

    @Option(help: ArgumentHelp("Where the host's root is mounted.", valueName: "path"))
    var root = "/"

    @Option(help: ArgumentHelp("The sensor's own directory; one sensor on each.", valueName: "path"))
    var stateDir = "/var/lib/keyward"

    @Option(help: "The least severity that is printed: info, low, medium, high, critical.")
    var minSeverity: Severity = .low

    @Option(help: ArgumentHelp("The cluster's name, for the alerts.", valueName: "name"))
    var cluster: String?

    @Option(help: "How to hook the kernel: auto or fentry.")
    var hook: HookChoice = .auto

    @Option(
        help: ArgumentHelp(
            "A kernel object to load instead of the built-in one, for debugging.", valueName: "path"))
    var bpfObject: String?

    func run() throws {
        let signals = try SignalSource()
        try Preflight.check()
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        let context = AlertContext(hostname: LocalHost.name, cluster: cluster)
        let sink = AlertSink(
            encoder: output.encoder(colour: StandardStreams.outputIsTerminal),
            writer: DescriptorWriter.standardOutput(),
            minimumSeverity: minSeverity)
        let sensor = try Sensor(
            options: SensorOptions(
                policy: policy, context: context, root: root, stateDirectory: stateDir,
                kernelObject: try bpfObject.map(KernelObjectFile.read)),
            detector: Detector(policy: policy, context: context),
            capture: try capture.map(CaptureFile.init(path:)),
            deliver: { try sink.deliver($0) },
            log: { StandardStreams.error("keyward: \($0)") })
        let loop = EventLoop()
        loop.watch(signals.descriptor) {
            if try signals.next() != nil { loop.stop() }
        }
        try sensor.arm()
        StandardStreams.error("keyward: armed level=fentry protected=\(sensor.protectedCount)")
        sensor.serve(on: loop)
        try loop.run()
        StandardStreams.error("keyward: \(try sensor.finish())")
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import Glibc
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

            --audit-log goes on where the last run on the same log and state directory stopped, through rotated and \
            packed logs; without such a run it begins behind what the log holds, or at the beginning of a log that \
            appears later. What was written before the first run is for `keyward replay`.

            Examples:
              sudo keyward run -o text
              sudo keyward run --capture theft.capture > alerts.jsonl
              sudo keyward run --audit-log /var/log/kubernetes/audit.log
              keyward run --no-kernel --audit-log /var/log/kubernetes/audit.log
              keyward run --no-kernel --audit-webhook :8443 --audit-webhook-cert tls.crt \
                --audit-webhook-key tls.key --audit-webhook-client-ca clients.crt
              keyward run --root /host        in a container that has the host's root there
            """)

    private static let settlingSeconds = 30.0
    static let defaultStateDirectory = "/var/lib/keyward"

    @Option(name: .shortAndLong, help: "json: one alert a line; text: a readable block an alert.")
    var output: OutputForm = .json

    @Option(help: ArgumentHelp("Also write enriched events to FILE, for `keyward replay`.", valueName: "file"))
    var capture: String?

    @Option(help: ArgumentHelp("Where the host's root is mounted.", valueName: "path"))
    var root = "/"

    @Option(help: ArgumentHelp("The sensor's own directory; one sensor on each.", valueName: "path"))
    var stateDir = RunCommand.defaultStateDirectory

    @Option(help: "The least severity that is printed: info, low, medium, high, critical.")
    var minSeverity: Severity = .low

    @Option(help: ArgumentHelp("The cluster's name, for the alerts.", valueName: "name"))
    var cluster: String?

    @Option(help: "How to hook the kernel: auto takes the best that proves to work here.")
    var hook: HookChoice = .auto

    @Option(
        help: ArgumentHelp(
            "A kernel object to load instead of the built-in one, for debugging.", valueName: "path"))
    var bpfObject: String?

    @Option(
        help: ArgumentHelp(
            "Also judge what the API server writes to this audit log; a later run goes on where this one stops.",
            valueName: "path"))
    var auditLog: String?

    @OptionGroup(title: "Audit webhook")
    var webhook: WebhookArguments

    @OptionGroup var privileges: PrivilegeOptions

    @OptionGroup(title: "Thefts and their use")
    var correlation: CorrelationOptions

    @Flag(help: "Only audit events: load nothing into the kernel, which needs no privilege.")
    var noKernel = false

    func validate() throws {
        if noKernel && auditLog == nil && webhook.address == nil {
            throw ValidationError(
                "--no-kernel leaves nothing to watch; give --audit-log PATH or --audit-webhook ADDR as well.")
        }
    }

    func run() throws {
        let signals = try SignalSource()
        if !noKernel { try Preflight.check() }
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        let context = AlertContext(hostname: LocalHost.name, cluster: cluster)
        let detector = Detector(policy: policy, context: context, audit: privileges.settings)
        let log: (String) -> Void = { StandardStreams.note($0) }
        let loop = EventLoop()
        let output = LiveOutput(
            encoder: self.output.encoder(colour: StandardStreams.outputIsTerminal), minimumSeverity: minSeverity,
            loop: loop)
        let correlation = LiveCorrelation(
            settings: try self.correlation.settings, context: context, notices: try notices(log), log: log)
        for alert in try correlation.restore() {
            try output.deliver(alert)
            correlation.delivered(alert)
        }
        let captureFile = try capture.map(CaptureFile.init(path:))
        let audit = try auditLog.map {
            AuditSensor(
                path: $0, detector: detector, correlation: correlation, checkpoint: try checkpoint(of: $0, log),
                capture: captureFile, deliver: output.deliver, log: log)
        }
        let webhook = try self.webhook.options().map {
            try WebhookSensor(
                options: $0, detector: detector, correlation: correlation, capture: captureFile,
                deliver: output.deliver, log: log)
        }
        loop.watch(signals.descriptor) {
            if try signals.next() != nil { loop.stop() }
        }
        try audit?.arm()
        let sensor =
            noKernel
            ? nil
            : try Sensor(
                options: SensorOptions(
                    policy: policy, context: context, root: root, stateDirectory: stateDir, hook: hook,
                    minimumSeverity: minSeverity, kernelObject: try bpfObject.map(KernelObjectFile.read)),
                detector: detector, correlation: correlation, capture: captureFile, deliver: output.deliver, log: log)
        if let sensor {
            try sensor.arm()
        } else {
            try captureFile?.beginWithoutKernel(context: context, policy: policy)
        }
        try webhook?.arm()
        // A credential that nobody issued is told when what could explain it did not come, whether or not events do.
        loop.every(seconds: Self.settlingSeconds) {
            for alert in correlation.advance(now: LocalHost.currentTime()) {
                try output.deliver(alert)
                correlation.delivered(alert)
            }
        }
        log("armed level=\(sensor?.level.name ?? "none") protected=\(sensor?.protectedCount ?? 0)")
        sensor?.serve(on: loop)
        audit?.serve(on: loop)
        webhook?.serve(on: loop)
        try loop.run()
        // The audit events first, so that the last of them come before the capture's end.
        let webhookTotals = webhook?.finish()
        _ = audit?.finish()
        let kernelTotals = try sensor?.finish()
        try captureFile?.finish()
        correlation.finish()
        let audits = [audit?.totals, webhook?.totals].compactMap(\.self)
        let auditTotals = audits.isEmpty ? nil : audits.reduce(AuditTotals(), +).line
        log("totals " + [kernelTotals, auditTotals, webhookTotals].compactMap(\.self).joined(separator: " "))
        try output.check()
    }

    /// Where what is known of credentials is kept over a restart; nil as for `checkpoint`.
    private func notices(_ note: (String) -> Void) throws -> FileNoticeLog? {
        do {
            return try FileNoticeLog(directory: stateDir)
        } catch let error as StateError where noKernel && stateDir == Self.defaultStateDirectory && geteuid() != 0 {
            note("\(error) Without a ledger a restart will not know of thefts before it.")
            return nil
        }
    }

    /// nil for an ordinary user who named no state directory and may not use the default one: the log is still read.
    private func checkpoint(of log: String, _ note: (String) -> Void) throws -> CheckpointFile? {
        do {
            return try CheckpointFile(of: log, in: stateDir)
        } catch let error as StateError where noKernel && stateDir == Self.defaultStateDirectory && geteuid() != 0 {
            note("\(error) Without a checkpoint a restart begins at the end of the audit log.")
            return nil
        }
    }
}

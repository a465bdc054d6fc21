// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents
import SensorRuntime

struct TriggerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger",
        abstract: "Steal a file of the sensor's own, and print the alerts that makes.",
        discussion: """
            Lays out a file named as kubeadm names a CA key below a folder of its own, loads the kernel programs for \
            it, and then reads, overwrites, links, renames and removes it. No file of this node's cluster is touched, and a running \
            sensor is not asked. Exit status 1 if one of them did not come back as the alert it should be.
            """)

    @Option(name: .shortAndLong, help: "json: one alert a line; text: a readable block an alert.")
    var output: OutputForm = .text

    func run() throws {
        try Preflight.check()
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        let context = AlertContext(hostname: LocalHost.name)
        let sink = AlertSink(
            encoder: output.encoder(colour: StandardStreams.outputIsTerminal),
            writer: DescriptorWriter.standardOutput(),
            minimumSeverity: .info)
        let stage = try TriggerStage()
        StandardStreams.note("a rehearsal on a file below \(stage.root); no credential of this node is touched")
        var fired: Set<String> = []
        var options = SensorOptions(
            policy: policy, context: context, root: stage.root, stateDirectory: stage.stateDirectory)
        options.judgesItself = true
        let sensor = try Sensor(
            options: options,
            detector: Detector(policy: policy, context: context),
            deliver: { alert in
                fired.formUnion(alert.rules.map(\.id))
                try sink.deliver(alert)
            },
            log: { StandardStreams.note($0) })
        try sensor.arm()
        for act in TriggerStage.Act.allCases {
            fired = []
            try stage.perform(act)
            try sensor.pump()
            guard fired.contains(act.rule) else {
                throw CommandFailure(
                    .notHeld, "the \(act.rawValue) of the stage's key did not come back as \(act.rule): a stage is dead"
                )
            }
        }
        _ = try sensor.finish()
        StandardStreams.error(
            "keyward: read, write, link, rename and removal each came back as an alert; the sensor works here")
    }
}

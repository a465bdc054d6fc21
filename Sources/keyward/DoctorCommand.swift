// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SensorRuntime

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say whether this machine can run the sensor, and if not, why and what to do.",
        discussion: """
            Looks at the kernel, its type information, this process's capabilities, lockdown and cgroups, and then \
            proves it: loads the programs, and does to a file of its own what each hook is for, which must come back \
            through the ring. Exit status 3 if the sensor cannot arm.
            """)

    @Option(name: .shortAndLong, help: "text, or json for machines.")
    var output: OutputForm = .text

    @Option(help: "The hooks to prove: auto takes the best that proves to work here.")
    var hook: HookChoice = .auto

    func run() throws {
        var checks = KernelSupport.checks(.read())
        // Loading where something is known to be missing would only repeat it in the kernel's words.
        if !checks.contains(where: { $0.status == .missing }) {
            checks.append(SensorProof.check(hook, directory: "/run/keyward-doctor"))
        }
        switch output {
        case .json: try JSONOutput.print(checks)
        case .text: StandardStreams.output(checks.map(line).joined(separator: "\n"))
        }
        guard !checks.contains(where: { $0.status == .missing }) else {
            throw CommandFailure(.unsupported, "this machine cannot run the sensor; see above for what is missing")
        }
        if output == .text { StandardStreams.output("The sensor can arm here.") }
    }

    private func line(_ check: SupportCheck) -> String {
        let mark =
            switch check.status {
            case .good: "ok     "
            case .limited: "limited"
            case .missing: "MISSING"
            }
        let fix = check.fix.isEmpty ? "" : "\n         fix: \(check.fix)"
        return "\(mark)  \(check.name): \(check.finding)\(fix)"
    }
}

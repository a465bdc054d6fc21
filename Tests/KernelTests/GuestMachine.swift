// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Runs guest scripts in virtual machines, each script once a kernel, however many tests ask for its report.
actor GuestMachine {
    static let shared = GuestMachine()

    private struct Run: Hashable {
        var script: String
        var kernel: GuestKernel
        var append: String
    }

    private var runs: [Run: Task<GuestReport, any Error>] = [:]
    private var triggers: Task<String, any Error>?
    private var scene: Task<String, any Error>?
    /// Guests at once: a processor each, and 768 MiB. More would only wait for each other.
    private var free = max(2, ProcessInfo.processInfo.activeProcessorCount)
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// The report of Guest/`script`.sh.
    /// - Parameter append: what to add to the kernel's command line.
    func report(_ script: String, on kernel: GuestKernel, append: String = "") async throws -> GuestReport {
        let run = Run(script: script, kernel: kernel, append: append)
        if let started = runs[run] { return try await started.value }
        let triggers = triggers ?? Task { try await TriggerPrograms.build() }
        self.triggers = triggers
        let scene = scene ?? Task { try await Self.makeScene() }
        self.scene = scene
        let task = Task {
            let built = try await triggers.value
            let credentials = try await scene.value
            await takeTurn()
            defer { endTurn() }
            return try await Self.start(run, triggers: built, scene: credentials)
        }
        runs[run] = task
        return try await task.value
    }

    private func takeTurn() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func endTurn() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }

    /// One case of Guest/`script`.sh.
    func guestCase(_ name: String, of script: String, on kernel: GuestKernel) async throws -> GuestCase {
        guard let found = try await report(script, on: kernel).cases[name] else {
            throw GuestFailure("the guest script \(script) did not run \(name)")
        }
        return found
    }

    /// Limit of one guest, seconds; generous, because the machine may be slow and nothing waits for it to pass.
    private static let limitSeconds = 2400

    /// Credentials and an audit log, for theft.sh.
    private static func makeScene() async throws -> String {
        let folder = Checkout.root + "/.build/scene"
        let result = try await Subprocess.run(
            "/usr/bin/env", ["bash", "\(Checkout.root)/Tests/KernelTests/scene.sh", folder])
        guard result.status == 0 else { throw GuestFailure("no scene was made:\n\(result.error)") }
        return folder
    }

    private static func start(_ run: Run, triggers: String, scene: String) async throws -> GuestReport {
        let tests = "/opt/keyward-tests"
        var arguments = ["--kernel", run.kernel.rawValue, "--timeout", String(limitSeconds)]
        if !run.append.isEmpty { arguments += ["--append", run.append] }
        arguments += ["--copy", "\(Checkout.guestScripts):\(tests)", "--copy", "\(triggers):\(tests)/triggers"]
        arguments += ["--copy", "\(scene):\(tests)/scene"]
        if let runs = ProcessInfo.processInfo.environment["KEYWARD_FLOOD_RUNS"], !runs.isEmpty {
            let file = Checkout.root + "/.build/flood_runs"
            try Data("\(runs)\n".utf8).write(to: URL(filePath: file))
            arguments += ["--copy", "\(file):\(tests)/flood_runs"]
        }
        arguments.append("\(Checkout.guestScripts)/\(run.script).sh")
        let result = try await Subprocess.run(
            "\(Checkout.root)/scripts/vm/run", arguments, environment: ["KEYWARD_BIN": Checkout.keyward])
        guard result.status == 0 else {
            throw GuestFailure(
                "the guest script \(run.script) on \(run.kernel.rawValue) ended with \(result.status):\n"
                    + result.error.suffix(4000))
        }
        return GuestReport(result.output)
    }
}

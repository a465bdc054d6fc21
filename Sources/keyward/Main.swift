// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import SensorRuntime

/// Parses, runs, and turns every error into one sentence and one exit status.
@main
enum Main {
    static func main() {
        do {
            var command = try Keyward.parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        if let failure = CommandFailure(error) {
            StandardStreams.error("keyward: \(failure.message)")
            exit(failure.status.rawValue)
        }
        let message = Keyward.fullMessage(for: error)
        guard Keyward.exitCode(for: error).isSuccess else {
            StandardStreams.error(message)
            exit(ExitStatus.usage.rawValue)
        }
        StandardStreams.output(message)
        exit(ExitStatus.fine.rawValue)
    }
}

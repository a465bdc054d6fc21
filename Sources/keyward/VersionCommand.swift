// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SensorEvents

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version.")

    func run() {
        StandardStreams.output("keyward \(KeywardVersion.current)")
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents

/// `keyward schema`
struct SchemaCommand: ParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable { case alert, capture }

    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of an output.")

    @Argument(help: "alert or capture")
    var form: Form

    func run() {
        switch form {
        case .alert: StandardStreams.output(AlertSchema.text)
        case .capture: StandardStreams.output(CaptureSchema.text)
        }
    }
}

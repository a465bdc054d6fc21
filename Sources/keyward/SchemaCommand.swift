// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorEvents
import SensorRuntime

/// `keyward schema`
struct SchemaCommand: ParsableCommand {
    enum Form: String, ExpressibleByArgument, CaseIterable { case alert, capture, incident, inventory }

    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of an output.")

    @Argument(help: "alert, capture, incident or inventory")
    var form: Form

    func run() {
        switch form {
        case .alert: StandardStreams.output(AlertSchema.text)
        case .capture: StandardStreams.output(CaptureSchema.text)
        case .incident: StandardStreams.output(IncidentSchema.text)
        case .inventory: StandardStreams.output(InventorySchema.text)
        }
    }
}

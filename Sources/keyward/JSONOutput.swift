// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SensorEvents

/// Prints a value as JSON with sorted keys.
enum JSONOutput {
    /// Indented.
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        StandardStreams.output(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// On one line.
    static func printLine(_ value: some Encodable) throws {
        StandardStreams.output(String(decoding: try JSONLine.encode(value), as: UTF8.self))
    }
}

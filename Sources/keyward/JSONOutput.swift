// SPDX-License-Identifier: Apache-2.0

import Detection
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

    /// On one line, with what a terminal should not meet escaped: names in certificates are anybody's to choose.
    static func printLine(_ value: some Encodable) throws {
        let line = JSONHostileEscapes.apply(to: try JSONLine.encode(value))
        StandardStreams.output(String(decoding: line, as: UTF8.self))
    }
}

// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Prints a value as indented JSON with sorted keys.
enum JSONOutput {
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        StandardStreams.output(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The native form: one JSON object a line, keys sorted, so the same alert is always the same bytes.
///
/// The line is pure text for any reader and harmless on a terminal: besides what JSON demands, every character that
/// could drive a terminal or mislead an eye leaves as a `\uXXXX` escape, which a JSON parser turns back.
package struct AlertJSONEncoder: AlertEncoder {
    package init() {}

    package func encode(_ alert: Alert) throws -> [UInt8] {
        JSONHostileEscapes.apply(to: try JSONLine.encode(alert)) + [0x0A]
    }
}

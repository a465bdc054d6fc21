// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// One incident a line, keys sorted, with the escapes of `AlertJSONEncoder`: the same incident is always the same bytes,
/// and harmless on a terminal.
package enum IncidentJSONEncoder {
    package static func encode(_ incident: Incident) throws -> [UInt8] {
        JSONHostileEscapes.apply(to: try JSONLine.encode(incident)) + [0x0A]
    }
}

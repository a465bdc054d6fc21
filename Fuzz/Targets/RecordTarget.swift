// SPDX-License-Identifier: Apache-2.0

import SensorEvents

enum RecordTarget {
    static func run(_ bytes: [UInt8]) {
        let items = RecordDecoder.decode(bytes)
        precondition(!items.isEmpty, "a record is nothing")
        precondition(items == RecordDecoder.decode(bytes), "a record is not the same twice")
        // What damage hides must be found by what is left: whole records are read whole.
        if (try? JSONValue(parsing: bytes)) != nil {
            for case .damagedAudit(_, _, let offset?) in items { precondition(offset >= 0) }
        }
    }
}

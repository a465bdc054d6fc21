// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension FileAccess {
    /// What was asked for, gravest last: `read`, `write`, `execute`, `rename`, `exchange`, `link`, `unlink`, `mount` (to
    /// which an alert adds the side). An open for neither reading nor writing (`O_PATH` never reaches the hook, mode 3
    /// does) is `open`.
    package var names: [String] {
        switch kind {
        case .rename: return [isExchange ? "exchange" : "rename"]
        case .link, .unlink, .mount: return [kind.rawValue]
        case .open:
            var names: [String] = []
            if reads { names.append("read") }
            if writes { names.append("write") }
            if executes { names.append("execute") }
            return names.isEmpty ? ["open"] : names
        }
    }

    /// The same in the past tense, for a sentence.
    package var pastTense: String {
        switch (kind, reads, writes) {
        case (.rename, _, _): isExchange ? "exchanged" : "renamed"
        case (.link, _, _): "hard-linked"
        case (.unlink, _, _): "removed"
        case (.mount, _, _): "mounted"
        case (.open, true, true): "opened for reading and writing"
        case (.open, true, false): executes ? "executed" : "opened for reading"
        case (.open, false, true): "opened for writing"
        case (.open, false, false): executes ? "executed" : "opened"
        }
    }
}

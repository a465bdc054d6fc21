// SPDX-License-Identifier: Apache-2.0

/// A line that is no incident.
package struct IncidentReadError: Error, Equatable, CustomStringConvertible {
    package var file: String
    /// From 1.
    package var line: UInt64
    package var reason: String

    package init(file: String, line: UInt64, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// Escaped: the line may be anybody's.
    package var description: String { "\(file):\(line): \(reason)".printable }
}

// SPDX-License-Identifier: Apache-2.0

/// Falco's `priority`, spelled as Falco's JSON output does; falcosidekick refuses any other word
/// (types/priority.go).
package enum FalcoPriority: String, Sendable, Encodable {
    case critical = "Critical"
    case error = "Error"
    case warning = "Warning"
    case notice = "Notice"
    case informational = "Informational"

    package init(_ severity: Severity) {
        self =
            switch severity {
            case .critical: .critical
            case .high: .error
            case .medium: .warning
            case .low: .notice
            case .info: .informational
            }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Something wrong with an input, worth a line on standard error.
package enum ReplayProblem: Sendable, Equatable, CustomStringConvertible {
    case input(InputError)
    case capture(CaptureError)
    /// A record that is no event. No failure: audit logs hold such lines.
    case unreadable(position: InputPosition, reason: String)

    package var isDamage: Bool {
        if case .unreadable = self { false } else { true }
    }

    package var description: String {
        switch self {
        case .input(let error): "\(error)"
        case .capture(let error): "\(error)"
        case .unreadable(let position, let reason):
            "\(position.file):\(position.line): byte \(position.offset): not readable: \(reason)"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Why profiles or allow entries do not make a policy.
package struct PolicyProblem: Error, Equatable, CustomStringConvertible {
    /// Profile or allow entry.
    package var owner: String
    package var message: String

    package init(owner: String, message: String) {
        self.owner = owner
        self.message = message
    }

    package var description: String { "\(owner): \(message)" }
}

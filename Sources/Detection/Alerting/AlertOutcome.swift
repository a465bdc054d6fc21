// SPDX-License-Identifier: Apache-2.0

/// Whether what the alert tells of succeeded, in the words of ECS `event.outcome`.
package enum AlertOutcome: String, Sendable, Encodable {
    case success
    case failure
    /// The kernel is asked before the file system acts: permission was granted, the rest is not seen.
    case unknown
}

// SPDX-License-Identifier: Apache-2.0

/// What became of what the alert tells.
package enum AlertOutcome: String, Sendable, Encodable {
    case success
    case failure
    /// The kernel is asked before the file system acts: permission was granted, the rest is not seen.
    case unknown
    /// Of a certificate or a token: there is one now.
    case issued
    /// Of a certificate request: it will be signed.
    case approved
    case denied
    /// Of a certificate or token: the API server answered 4xx.
    case refused
    /// Of a certificate request: nothing was stored. (A dry run of a token issues it.)
    case dryRun = "dry-run"
}

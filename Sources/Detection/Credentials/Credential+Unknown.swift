// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Credential {
    /// A file of which no identity could be read.
    /// - Parameter problem: why; a sentence without its end.
    package static func unknown(_ problem: String, evidence: Evidence = .file) -> Credential {
        var credential = Credential(kind: .unknown, evidence: evidence)
        credential.problem = CredentialLimits.bounded(problem)
        return credential
    }
}

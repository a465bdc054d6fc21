// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What was found out about one credential file.
package struct CredentialReading: Sendable, Equatable {
    /// Empty of a database, which holds everybody's.
    package var credentials: [Credential] = []
    /// Host paths that were looked at for it, itself first; those that do not exist too, because they may appear.
    package var sources: [String]
    /// The command lines of components were asked, and did not know: another component may be started.
    package var isUnsettled = false

    init(path: String) {
        sources = [path]
    }
}

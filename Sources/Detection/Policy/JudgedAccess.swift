// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A file event with what policy says of it; the input of every file rule.
package struct JudgedAccess: Sendable {
    package var event: FileEvent
    /// What `event.file.pathname` is. nil for a directory above credential files.
    package var file: CredentialFile?
    /// rename: what the new name is, where that is a credential path (a planted or moved key).
    package var newFile: CredentialFile?
    /// It is about a directory that only leads to the trees of profiles (`/`, `/etc`).
    package var isAboveTrees: Bool
    package var allow: AllowDecision

    package init(
        event: FileEvent, file: CredentialFile?, newFile: CredentialFile? = nil, isAboveTrees: Bool = false,
        allow: AllowDecision
    ) {
        self.event = event
        self.file = file
        self.newFile = newFile
        self.isAboveTrees = isAboveTrees
        self.allow = allow
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// One line of an inventory: a credential file, or a directory in which one may appear.
package struct InventoryItem: Sendable, Equatable {
    package static let schema = "keyward.inventory/1"

    /// The host path under which the sensor would report it.
    package var path: KernelString
    package var isDirectory: Bool
    /// Of a watched directory: levels below it in which credential files may be.
    package var depth: Int?
    /// What policy knows of a file; nil for a directory, and where it could not be told whether it is a file.
    package var credential: CredentialFile?
    /// Who may access it, by policy. Nobody else.
    package var allow: [InventoryOpener] = []
    /// Whose it is; empty where nobody looked, and of a database.
    package var identities: [AlertCredential] = []
    /// Whole days until the first of them ends, negative once it has; nil if that is not known.
    package var daysLeft: Int?
    /// Why it is not protected or, of a directory, not all that is in it; nil if it is.
    package var reason: String?

    package var isProtected: Bool { reason == nil }

    init(path: KernelString, isDirectory: Bool, depth: Int? = nil) {
        self.path = path
        self.isDirectory = isDirectory
        self.depth = depth
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// One file or directory that the kernel watches.
package struct ProtectedEntry: Sendable, Hashable {
    package enum Kind: Sendable {
        case file
        case directory
        /// A block device under a file; never found by a scan.
        case device
    }

    /// Host path, as policy writes it.
    package var path: String
    package var id: InodeID
    package var kind: Kind
    /// Of a directory: levels below it in which credential files may be. 0 for a file.
    package var depth: Int
    /// Whoever reads it can act as someone. Of a directory always true: what appears in it is not known to be public.
    package var isSecret: Bool

    package init(path: String, id: InodeID, kind: Kind, depth: Int = 0, isSecret: Bool) {
        self.path = path
        self.id = id
        self.kind = kind
        self.depth = depth
        self.isSecret = isSecret
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Finds the files and directories on this host that policy protects, without opening any of the files.
package struct ProtectedSetScanner {
    /// Bounds of one scan; what they leave out is counted and named.
    package struct Limits: Sendable {
        /// Names taken from one directory.
        package var namesPerDirectory = 10_000
        /// Files and directories protected.
        package var entries = 65_536
        /// Descriptors open at once for the kernel to identify.
        package var batch = 512
        /// Names kept of what is not protected; at about 300 bytes each, 3 MB.
        package var unprotected = 10_000

        package init() {}
    }

    /// The kernel's own identities of `O_PATH` descriptors, in their order; nil where it did not see one.
    package typealias Identity = ([Int32]) throws -> [InodeID?]

    private let root: HostRoot
    private let policy: Policy
    private let limits: Limits
    private let identity: Identity

    package init(
        root: HostRoot, policy: Policy, limits: Limits = Limits(), identity: @escaping Identity
    ) {
        self.root = root
        self.policy = policy
        self.limits = limits
        self.identity = identity
    }

    /// Looks at every tree that exists. Throws what `identity` throws; everything else becomes a warning.
    ///
    /// A file with several names keeps the one it had in `previous`, and a secret one before a public one: a hard link
    /// called `x.crt` does not make a key public.
    package func scan(after previous: ProtectedSet = ProtectedSet()) throws -> ProtectedSet {
        let collection = ProtectedSetCollection(previous: previous, limits: limits, identity: identity)
        let walk = ProtectedSetWalk(root: root, policy: policy, limits: limits, collection: collection)
        try walk.run()
        return try collection.finish()
    }
}

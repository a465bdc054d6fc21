// SPDX-License-Identifier: Apache-2.0

package import Detection

/// What a scan asks of policy.
package struct ProtectionPolicy {
    /// A directory below which credential files may be.
    package struct Tree: Sendable, Hashable {
        package var path: String
        /// Levels below it to look into; 1 is the directory itself.
        package var depth: Int

        package init(path: String, depth: Int) {
            self.path = path
            self.depth = depth
        }
    }

    package var trees: [Tree]
    /// Levels below a directory in which credential files may be; nil if none.
    package var mayHoldCredentials: (_ directory: String) -> Int?
    /// What the path is; nil if it is no credential file.
    package var classify: (_ path: String) -> CredentialFile?

    package init(
        trees: [Tree], mayHoldCredentials: @escaping (String) -> Int?, classify: @escaping (String) -> CredentialFile?
    ) {
        self.trees = trees
        self.mayHoldCredentials = mayHoldCredentials
        self.classify = classify
    }
}

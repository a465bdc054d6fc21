// SPDX-License-Identifier: Apache-2.0

/// A directory that holds credential files, or has them somewhere below.
package struct WatchedDirectory: Sendable, Hashable, Codable {
    package var path: String
    /// How many levels below it still matter; 1 means its own entries only.
    package var depth: Int

    package init(path: String, depth: Int) {
        self.path = path
        self.depth = depth
    }
}

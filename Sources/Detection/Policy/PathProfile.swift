// SPDX-License-Identifier: Apache-2.0

/// Where a distribution keeps credential files, what they hold, and who may open them.
///
/// A capture's header carries it, so that a replay judges as the sensor did.
package struct PathProfile: Sendable, Equatable, Codable {
    package var name: String
    package var description: String
    /// Any of these paths existing tells that the distribution is on the node.
    package var detect: [String]
    /// The directories below which all of its credential files lie: what is searched and watched, but for `/dev`, where
    /// only block devices are meant.
    package var trees: [String]
    /// Their `files` stay empty: which files an opener may access is said by the files.
    package var openers: [AllowEntry]
    /// The first that matches a path says what it is.
    package var files: [ProfileFile]

    package init(
        name: String, description: String, detect: [String], trees: [String], openers: [AllowEntry],
        files: [ProfileFile]
    ) {
        self.name = name
        self.description = description
        self.detect = detect
        self.trees = trees
        self.openers = openers
        self.files = files
    }
}

extension PathProfile {
    /// It is about files with credentials in them, and not about the devices below alone.
    package var hasCredentialFiles: Bool { files.contains { $0.credentialClass != .blockDevice } }
}

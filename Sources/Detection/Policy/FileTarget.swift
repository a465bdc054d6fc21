// SPDX-License-Identifier: Apache-2.0

/// What a path is, and which of the policy's file kinds say who may access it.
struct FileTarget: Sendable, Equatable {
    var file: CredentialFile
    /// Indices of the kinds whose openers are legitimate: the best match of each profile, where several have one.
    var kinds: [Int]
}

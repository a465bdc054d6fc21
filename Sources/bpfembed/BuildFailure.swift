// SPDX-License-Identifier: Apache-2.0

/// Why the build cannot go on, in a sentence for the person building.
struct BuildFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

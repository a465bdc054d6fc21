// SPDX-License-Identifier: Apache-2.0

/// Why a token could not be read: a few words that end a sentence.
package struct TokenError: Error, Equatable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}

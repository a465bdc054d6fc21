// SPDX-License-Identifier: Apache-2.0

/// Why a certificate, or a request for one, could not be read: a few words that end a sentence.
package struct X509Error: Error, Equatable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}

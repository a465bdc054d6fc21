// SPDX-License-Identifier: Apache-2.0

/// Why the sensor's own directory cannot be used, in a sentence with the fix.
package struct StateError: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

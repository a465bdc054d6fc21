// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A name in the watched trees that a scan met and could not protect.
package struct UnprotectedName: Sendable, Equatable {
    /// Host path.
    package var path: KernelString
    /// It is a directory, and not everything in it could be looked at. False where nobody could say.
    package var isDirectory: Bool
    /// The sentence for the operator: what is not protected, why, and what to do.
    package var reason: String

    package init(path: KernelString, isDirectory: Bool = false, reason: String) {
        self.path = path
        self.isDirectory = isDirectory
        self.reason = reason
    }
}

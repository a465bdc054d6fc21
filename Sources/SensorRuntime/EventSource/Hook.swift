// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// One program of the kernel half and the kernel function it is attached to.
struct Hook: Sendable {
    var program: String
    var function: String
    /// The access that its records are about; the canary proves it by one.
    var shows: FileAccess.Kind
}

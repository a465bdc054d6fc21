// SPDX-License-Identifier: Apache-2.0

/// A guest that did not do its work. A kernel test that cannot run is a failure, never a skip.
struct GuestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

// SPDX-License-Identifier: Apache-2.0

/// This release.
package enum KeywardVersion {
    package static let current = "0.1.0"
}

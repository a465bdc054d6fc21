// SPDX-License-Identifier: Apache-2.0

/// Which hooks the operator wants (`--hook`).
package enum HookChoice: String, Sendable, CaseIterable {
    /// The best that this kernel proves to have.
    case auto
    case fentry
    case lsm
    case kprobe
}

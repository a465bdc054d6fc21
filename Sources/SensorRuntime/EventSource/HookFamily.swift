// SPDX-License-Identifier: Apache-2.0

/// How a program is attached to a kernel function.
package enum HookFamily: String, Sendable, CaseIterable {
    /// A trampoline that hands over typed pointers.
    case fentry
    /// A breakpoint or jump, whose program has every field copied: four times the cost for each open. Works where the
    /// kernel has no trampolines.
    case kprobe
}

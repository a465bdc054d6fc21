// SPDX-License-Identifier: Apache-2.0

/// How a program is attached to a kernel function.
package enum HookFamily: String, Sendable, CaseIterable {
    /// A trampoline that hands over typed pointers.
    case fentry
    /// Opens by a BPF LSM program, the rest by fentry: for kernels where tasks interrupt each other, which skip the other
    /// kinds while one is interrupted. Runs only where `bpf` is among the active security modules.
    case lsm
    /// A breakpoint or jump, whose program has every field copied: four times the cost for each open. Works where the
    /// kernel has no trampolines.
    case kprobe
}

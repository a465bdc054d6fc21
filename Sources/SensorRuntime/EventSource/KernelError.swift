// SPDX-License-Identifier: Apache-2.0

/// Why the kernel half cannot do its work, for a person: what failed, and what to do about it.
package struct KernelError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One plain sentence: the cause.
    package var cause: String
    /// One plain sentence: the fix. Empty where none is known.
    package var fix: String
    /// What libbpf and the verifier said last; for `doctor` and bug reports.
    package var detail: String
    /// A kernel that cannot do this may still do less; see `KernelLevel`.
    package var isOfThisLevel: Bool

    package init(cause: String, fix: String = "", detail: String = "", isOfThisLevel: Bool = false) {
        self.cause = cause
        self.fix = fix
        self.detail = detail
        self.isOfThisLevel = isOfThisLevel
    }

    package var description: String {
        fix.isEmpty ? cause : "\(cause) \(fix)"
    }
}

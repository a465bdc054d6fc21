// SPDX-License-Identifier: Apache-2.0

/// What the kernel half uses of a kernel. Which one is reached is said where the sensor arms, by `doctor` and in captures.
package struct KernelLevel: Sendable, Equatable {
    package var family: HookFamily
    /// Identities of processes are kept in task storage (5.11), and not in a table of limited size.
    package var hasTaskStorage: Bool
    /// Kernel functions that are left out because this kernel does not have them.
    package var without: Set<String> = []

    /// As in `armed level=`.
    package var name: String { family.rawValue }

    /// For `doctor`.
    package var description: String {
        let store = hasTaskStorage ? "task storage" : "a table of processes"
        let missing = without.isEmpty ? "" : "; without " + without.sorted().joined(separator: ", ")
        return "hooks by \(family.rawValue), identities in \(store)\(missing)"
    }

    /// What to try, best first.
    ///
    /// - Parameter isPreemptible: see `KernelPreemption`: fentry would not see everything there.
    static func plans(for choice: HookChoice, hasTaskStorage: Bool, isPreemptible: Bool) -> [KernelLevel] {
        let fentry = (hasTaskStorage ? [true] : []) + [false]
        let byFentry = fentry.map { KernelLevel(family: .fentry, hasTaskStorage: $0) }
        let byLSM = [KernelLevel(family: .lsm, hasTaskStorage: true)]
        let byKprobe = [KernelLevel(family: .kprobe, hasTaskStorage: false)]
        return switch choice {
        case .auto: (isPreemptible ? byLSM : []) + byFentry + byKprobe
        case .fentry: byFentry
        case .lsm: byLSM
        case .kprobe: byKprobe
        }
    }
}

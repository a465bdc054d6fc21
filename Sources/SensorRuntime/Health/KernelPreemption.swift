// SPDX-License-Identifier: Apache-2.0

/// Whether a kernel lets one task interrupt another inside it. Pure.
///
/// An fentry program that is interrupted is not run for anybody else on that processor until it has gone on: the kernel
/// takes that for recursion (`prog->active`, kernel/bpf/trampoline.c), and the other's access is not seen. A BPF LSM
/// program has no such test.
enum KernelPreemption {
    /// - Parameters:
    ///   - release: `uname -r`.
    ///   - version: `uname -v`, which names the build's preemption.
    ///   - state: the line of `/sys/kernel/debug/sched/preempt`, the mode in force in parentheses; nil if unreadable.
    ///   - commandLine: of the kernel, which may set the mode.
    static func isPreemptible(release: String, version: String, state: String?, commandLine: String?) -> Bool {
        if let mode = state?.split(separator: "(").last?.split(separator: ")").first, state?.contains("(") == true {
            return isPreemptible(mode: mode)
        }
        let words = version.split(separator: " ")
        if words.contains("PREEMPT_RT") || words.contains("PREEMPT") { return true }
        guard words.contains(where: { $0.hasPrefix("PREEMPT") }) else { return false }
        let chosen = commandLine?.split(separator: " ").last { $0.hasPrefix("preempt=") }
        if let chosen { return isPreemptible(mode: chosen.dropFirst("preempt=".utf8.count)) }
        // Distributions have built it with "voluntary" as the default; from 7.0 on there is nothing less than "lazy".
        return (release.split(separator: ".").first.flatMap { Int($0) } ?? 0) >= 7
    }

    private static func isPreemptible(mode: Substring) -> Bool { mode == "full" || mode == "lazy" }
}

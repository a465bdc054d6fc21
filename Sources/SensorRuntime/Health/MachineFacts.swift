// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the kernel says of itself, read once for `doctor` and before loading.
package struct MachineFacts: Sendable, Equatable {
    /// `uname -r`.
    package var release: String
    package var machine: String
    package var hasBTF: Bool
    /// /sys/kernel/security/lockdown (`[none] integrity confidentiality`); nil where it cannot be read.
    package var lockdown: String?
    /// /sys/kernel/security/lsm; nil where it cannot be read.
    package var securityModules: String?
    /// CapEff of /proc/self/status.
    package var capabilities: UInt64
    package var hasCgroup2: Bool
    /// Seccomp of /proc/self/status is 2: a filter decides which system calls this process may make.
    package var hasSeccompFilter: Bool
    /// Capabilities count for BPF only in the initial user namespace.
    package var isInInitialUserNamespace: Bool
    /// A task may be interrupted by another while it runs in the kernel; see `KernelPreemption`.
    package var isPreemptible = false

    package init(
        release: String, machine: String, hasBTF: Bool, lockdown: String?, securityModules: String?,
        capabilities: UInt64, hasCgroup2: Bool, hasSeccompFilter: Bool, isInInitialUserNamespace: Bool,
        isPreemptible: Bool = false
    ) {
        self.release = release
        self.machine = machine
        self.hasBTF = hasBTF
        self.lockdown = lockdown
        self.securityModules = securityModules
        self.capabilities = capabilities
        self.hasCgroup2 = hasCgroup2
        self.hasSeccompFilter = hasSeccompFilter
        self.isInInitialUserNamespace = isInInitialUserNamespace
        self.isPreemptible = isPreemptible
    }

    /// Reads them from this machine.
    package static func read() -> MachineFacts {
        var names = utsname()
        uname(&names)
        return MachineFacts(
            release: text(of: &names.release), machine: text(of: &names.machine),
            hasBTF: access("/sys/kernel/btf/vmlinux", R_OK) == 0,
            lockdown: firstLine("/sys/kernel/security/lockdown"),
            securityModules: firstLine("/sys/kernel/security/lsm"),
            capabilities: status("CapEff").flatMap { UInt64($0, radix: 16) } ?? 0,
            hasCgroup2: access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0,
            hasSeccompFilter: status("Seccomp") == "2", isInInitialUserNamespace: isInInitialUserNamespace(),
            isPreemptible: KernelPreemption.isPreemptible(
                release: text(of: &names.release), version: text(of: &names.version),
                state: firstLine("/sys/kernel/debug/sched/preempt"), commandLine: firstLine("/proc/cmdline")))
    }

    /// PROC_USER_INIT_INO of include/linux/proc_ns.h.
    private static let initialUserNamespace: UInt64 = 0xEFFF_FFFD

    private static func isInInitialUserNamespace() -> Bool {
        var facts = stat()
        // Without /proc nothing is known, and the kernel's own answer follows.
        return stat("/proc/self/ns/user", &facts) != 0 || UInt64(facts.st_ino) == initialUserNamespace
    }

    /// One field of /proc/self/status.
    private static func status(_ field: String) -> String? {
        content("/proc/self/status")?.split(separator: "\n").first { $0.hasPrefix(field + ":") }
            .flatMap { $0.split(whereSeparator: { $0 == "\t" || $0 == " " }).last.map(String.init) }
    }

    private static func firstLine(_ path: String) -> String? {
        content(path)?.split(separator: "\n").first.map(String.init)
    }

    private static func content(_ path: String) -> String? {
        guard let file = try? FileDescriptor.open(path, flags: O_RDONLY), let bytes = try? file.read(limit: 64 * 1024)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func text<Field>(of field: inout Field) -> String {
        withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

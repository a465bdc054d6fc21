// SPDX-License-Identifier: Apache-2.0

/// Judges what a machine offers. Pure: facts in, plain sentences out.
package enum KernelSupport {
    /// include/uapi/linux/capability.h
    private enum Capability {
        static let dacReadSearch: UInt64 = 1 << 2
        static let sysPtrace: UInt64 = 1 << 19
        static let sysAdmin: UInt64 = 1 << 21
        static let perfmon: UInt64 = 1 << 38
        static let bpf: UInt64 = 1 << 39
    }

    /// The oldest kernel that the programs are tested on. They need fentry on global functions, ring buffers and iterators of 5.8.
    static let oldestKernel = (major: 5, minor: 10)

    /// In the order in which they would stop the sensor.
    package static func checks(_ facts: MachineFacts) -> [SupportCheck] {
        [kernel(facts), typeInformation(facts), capabilities(facts), lockdown(facts), modules(facts), cgroups(facts)]
    }

    private static func kernel(_ facts: MachineFacts) -> SupportCheck {
        let parts = facts.release.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        guard parts.count == 2 else {
            return SupportCheck("kernel", .limited, "The kernel calls itself \(facts.release), which is no version.")
        }
        let isOld = (parts[0], parts[1]) < (oldestKernel.major, oldestKernel.minor)
        return isOld
            ? SupportCheck(
                "kernel", .missing, "Linux \(facts.release) is too old.",
                fix: "The sensor needs Linux \(oldestKernel.major).\(oldestKernel.minor) or later; 5.10, 6.1 and 6.12 "
                    + "are tested.")
            : SupportCheck("kernel", .good, "Linux \(facts.release) on \(facts.machine).")
    }

    private static func typeInformation(_ facts: MachineFacts) -> SupportCheck {
        facts.hasBTF
            ? SupportCheck("BTF", .good, "The kernel describes its types in /sys/kernel/btf/vmlinux.")
            : SupportCheck(
                "BTF", .missing,
                "There is no readable /sys/kernel/btf/vmlinux, which the sensor needs to find its way.",
                fix: "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount /sys.")
    }

    private static func capabilities(_ facts: MachineFacts) -> SupportCheck {
        func has(_ capability: UInt64) -> Bool { facts.capabilities & capability != 0 }
        let mayLoad = has(Capability.sysAdmin) || (has(Capability.bpf) && has(Capability.perfmon))
        guard facts.isInInitialUserNamespace else {
            return SupportCheck(
                "capabilities", .missing,
                "This process is in a user namespace of its own, where its capabilities do not count for BPF.",
                fix: "Run it in the host's user namespace (rootful container, Kubernetes hostUsers: true).")
        }
        guard mayLoad else {
            let absent = [(Capability.bpf, "CAP_BPF"), (Capability.perfmon, "CAP_PERFMON")]
                .filter { !has($0.0) }.map(\.1)
            return SupportCheck(
                "capabilities", .missing, "This process lacks \(absent.joined(separator: " and ")).",
                fix: "Run as root (`sudo keyward ...`), or grant them: systemd AmbientCapabilities=, Kubernetes "
                    + "securityContext.capabilities.")
        }
        let wanted = [
            (Capability.dacReadSearch, "CAP_DAC_READ_SEARCH", "protected folders may be unreadable"),
            (Capability.sysPtrace, "CAP_SYS_PTRACE", "/proc/1/ns/mnt cannot be read, so the host's mounts are guessed"),
        ].filter { !has($0.0) }
        guard wanted.isEmpty else {
            return SupportCheck(
                "capabilities", .limited,
                "Programs can be loaded, but "
                    + wanted.map { "\($0.1) is missing (\($0.2))" }.joined(separator: ", ") + ".",
                fix: "Grant \(wanted.map(\.1).joined(separator: " and ")) too.")
        }
        return SupportCheck("capabilities", .good, "This process may load BPF programs.")
    }

    private static func lockdown(_ facts: MachineFacts) -> SupportCheck {
        guard let text = facts.lockdown else {
            return SupportCheck(
                "lockdown", .good,
                facts.securityModules == nil
                    ? "The lockdown mode cannot be read, because /sys/kernel/security is not mounted."
                    : "This kernel has no lockdown mode.")
        }
        let mode = text.split(separator: "[").last?.split(separator: "]").first.map(String.init) ?? text
        guard mode == "confidentiality" else {
            return SupportCheck("lockdown", .good, "Lockdown mode is \(mode).")
        }
        return SupportCheck(
            "lockdown", .missing,
            "Lockdown mode is confidentiality: the kernel lets no BPF program read its memory.",
            fix: "Boot with lockdown=integrity or lockdown=none.")
    }

    private static func modules(_ facts: MachineFacts) -> SupportCheck {
        SupportCheck(
            "security modules", .good,
            facts.securityModules.map { "Active: \($0). The sensor needs none of them." }
                ?? "The list cannot be read; the sensor needs none of them.")
    }

    private static func cgroups(_ facts: MachineFacts) -> SupportCheck {
        facts.hasCgroup2
            ? SupportCheck("cgroups", .good, "cgroup v2 is mounted on /sys/fs/cgroup.")
            : SupportCheck(
                "cgroups", .limited, "cgroup v2 is not mounted on /sys/fs/cgroup.",
                fix: "Alerts will not name systemd units and pods; boot with systemd.unified_cgroup_hierarchy=1.")
    }
}

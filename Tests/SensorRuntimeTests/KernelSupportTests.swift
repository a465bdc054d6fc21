// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct KernelSupportTests {
    /// A machine with nothing to complain about.
    static let facts = MachineFacts(
        release: "6.1.0-28-amd64", machine: "x86_64", hasBTF: true, lockdown: "[none] integrity confidentiality",
        securityModules: "lockdown,capability,apparmor", capabilities: 0x1FF_FFFF_FFFF, hasCgroup2: true,
        hasSeccompFilter: false, isInInitialUserNamespace: true)

    private static func check(_ name: String, _ change: (inout MachineFacts) -> Void) -> SupportCheck? {
        var facts = facts
        change(&facts)
        return KernelSupport.checks(facts).first { $0.name == name }
    }

    @Test func `a current machine lacks nothing`() {
        let checks = KernelSupport.checks(Self.facts)
        #expect(
            checks.map(\.name) == ["kernel", "BTF", "capabilities", "lockdown", "security modules", "cgroups"])
        #expect(checks.allSatisfy { $0.status == .good && $0.fix.isEmpty })
        #expect(
            checks.map(\.finding) == [
                "Linux 6.1.0-28-amd64 on x86_64.", "The kernel describes its types in /sys/kernel/btf/vmlinux.",
                "This process may load BPF programs.", "Lockdown mode is none.",
                "Active: lockdown,capability,apparmor. The sensor needs none of them.",
                "cgroup v2 is mounted on /sys/fs/cgroup.",
            ])
    }

    @Test(arguments: ["4.19.0-27-amd64", "5.9.16", "5.4.0", "5.9"])
    func `an old kernel is refused with the version that is needed`(_ release: String) {
        #expect(
            Self.check("kernel") { $0.release = release }
                == SupportCheck(
                    "kernel", .missing, "Linux \(release) is too old.",
                    fix: "The sensor needs Linux 5.10 or later; 5.10, 6.1 and 6.12 are tested."))
    }

    @Test(arguments: ["5.10.0-46-cloud-amd64", "5.15.0-130-generic", "6.0", "10.1.2"])
    func `a later kernel is taken`(_ release: String) {
        #expect(Self.check("kernel") { $0.release = release }?.status == .good)
    }

    @Test(arguments: ["", "linux", "6"]) func `a release that is no version is said to be none`(_ release: String) {
        #expect(
            Self.check("kernel") { $0.release = release }
                == SupportCheck("kernel", .limited, "The kernel calls itself \(release), which is no version."))
    }

    @Test func `no BTF is refused with the option that brings it`() {
        #expect(
            Self.check("BTF") { $0.hasBTF = false }
                == SupportCheck(
                    "BTF", .missing,
                    "There is no readable /sys/kernel/btf/vmlinux, which the sensor needs to find its way.",
                    fix: "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount /sys."))
    }

    @Test(
        arguments: [
            (0, "CAP_BPF and CAP_PERFMON"), (1 << 39, "CAP_PERFMON"), (1 << 38, "CAP_BPF"),
            (1 << 2 | 1 << 19, "CAP_BPF and CAP_PERFMON"),
        ] as [(UInt64, String)])
    func `a missing capability is named`(_ capabilities: UInt64, _ absent: String) {
        #expect(
            Self.check("capabilities") { $0.capabilities = capabilities }
                == SupportCheck(
                    "capabilities", .missing, "This process lacks \(absent).",
                    fix: "Run as root (`sudo keyward ...`), or grant them: systemd AmbientCapabilities=, Kubernetes "
                        + "securityContext.capabilities."))
    }

    @Test(arguments: [1 << 21 | 1 << 2 | 1 << 19, 1 << 38 | 1 << 39 | 1 << 2 | 1 << 19] as [UInt64])
    func `CAP_SYS_ADMIN does, and so do the two that replace it`(_ capabilities: UInt64) {
        #expect(Self.check("capabilities") { $0.capabilities = capabilities }?.status == .good)
    }

    @Test func `a capability that only enrichment needs is a limit`() {
        #expect(
            Self.check("capabilities") { $0.capabilities = 1 << 38 | 1 << 39 | 1 << 2 }
                == SupportCheck(
                    "capabilities", .limited,
                    "Programs can be loaded, but CAP_SYS_PTRACE is missing (/proc/1/ns/mnt cannot be read, so the "
                        + "host's mounts are guessed).",
                    fix: "Grant CAP_SYS_PTRACE too."))
    }

    @Test func `capabilities of a user namespace do not count`() {
        #expect(
            Self.check("capabilities") { $0.isInInitialUserNamespace = false }
                == SupportCheck(
                    "capabilities", .missing,
                    "This process is in a user namespace of its own, where its capabilities do not count for BPF.",
                    fix: "Run it in the host's user namespace (rootful container, Kubernetes hostUsers: true)."))
    }

    @Test func `lockdown is refused in confidentiality mode alone`() {
        #expect(
            Self.check("lockdown") { $0.lockdown = "none integrity [confidentiality]" }
                == SupportCheck(
                    "lockdown", .missing,
                    "Lockdown mode is confidentiality: the kernel lets no BPF program read its memory.",
                    fix: "Boot with lockdown=integrity or lockdown=none."))
        #expect(
            Self.check("lockdown") { $0.lockdown = "none [integrity] confidentiality" }
                == SupportCheck("lockdown", .good, "Lockdown mode is integrity."))
    }

    @Test func `an unknown lockdown mode is told from none at all`() {
        #expect(Self.check("lockdown") { $0.lockdown = nil }?.finding == "This kernel has no lockdown mode.")
        let unknown = Self.check("lockdown") {
            $0.lockdown = nil
            $0.securityModules = nil
        }
        #expect(
            unknown?.finding == "The lockdown mode cannot be read, because /sys/kernel/security is not mounted.")
    }

    @Test func `no cgroup2 costs the workloads`() {
        #expect(
            Self.check("cgroups") { $0.hasCgroup2 = false }
                == SupportCheck(
                    "cgroups", .limited, "cgroup v2 is not mounted on /sys/fs/cgroup.",
                    fix: "Alerts will not name systemd units and pods; boot with systemd.unified_cgroup_hierarchy=1."))
    }

    @Test func `this machine's facts are facts`() {
        let facts = MachineFacts.read()
        #expect(facts.release.first?.isNumber == true)
        #expect(!facts.machine.isEmpty)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime
import TestSupport
import Testing

@Suite struct ProfileDiskTests {
    /// `exe` of the host; with a unit, in that unit and in a mount namespace of its own if it has one.
    func allowed(_ exe: String, unit: String? = nil, sandboxed: Bool = false, writes: Bool = false) throws -> Bool {
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        var event = FileEvents.theft(of: "/dev/vda1")
        event.access = FileAccess(kind: .open, flags: writes ? 2 : 0, reads: true, writes: writes)
        event.file.isBlockDevice = true
        event.process.exe.path = KernelString(exe)
        event.process.exe.verifiedHostPath = sandboxed ? nil : exe
        event.process.exe.inHostMountNamespace = !sandboxed
        if let unit {
            event.workload = Workload(
                cgroup: unit == "init.scope" ? "/init.scope" : "/system.slice/\(unit)", unit: unit)
        }
        return try #require(policy.judge(event)).allow.isAllowed
    }

    @Test(arguments: [
        ("/usr/bin/udevadm", "systemd-udevd.service"), ("/usr/lib/udev/ata_id", "systemd-udevd.service"),
        ("/usr/sbin/lvm", "systemd-udevd.service"), ("/usr/libexec/fwupd/fwupd", "fwupd.service"),
        ("/usr/sbin/lvm", "e2scrub_reap.service"), ("/usr/libexec/udisks2/udisksd", "udisks2.service"),
        ("/usr/lib/systemd/system-generators/systemd-gpt-auto-generator", "init.scope"),
    ])
    func `services read the disk in a mount namespace of their own`(exe: String, unit: String) throws {
        #expect(try allowed(exe, unit: unit, sandboxed: true))
        #expect(try allowed(exe, unit: unit))
        #expect(try !allowed(exe, unit: "other.service", sandboxed: true))
        #expect(try !allowed("/usr/bin/dd", unit: unit, sandboxed: true))
    }

    @Test(arguments: [
        "/usr/sbin/blkid", "/usr/bin/blkid", "/usr/sbin/multipathd", "/usr/sbin/grub-probe", "/usr/sbin/xfs_growfs",
        "/usr/bin/partx", "/usr/lib/systemd/systemd-growfs",
    ])
    func `what only reads may only read`(exe: String) throws {
        #expect(try allowed(exe))
        #expect(try !allowed(exe, writes: true))
    }

    @Test(arguments: [
        "/usr/sbin/e2fsck", "/usr/sbin/xfs_repair", "/usr/sbin/resize2fs", "/usr/sbin/sfdisk", "/usr/sbin/lvm",
        "/usr/sbin/mdadm", "/usr/sbin/smartctl", "/usr/sbin/partprobe", "/usr/sbin/grub2-install",
    ])
    func `what changes disks may write`(exe: String) throws {
        #expect(try allowed(exe, writes: true))
        #expect(try !allowed("/tmp" + exe))
    }

    @Test(arguments: [
        "/usr/bin/dd", "/usr/bin/cat", "/usr/sbin/debugfs", "/usr/sbin/xfs_db", "/usr/bin/btrfs", "/usr/sbin/e2image",
        "/usr/bin/grub-mount", "/usr/bin/kubelet", "/usr/bin/udevadm", "/usr/lib/systemd/systemd",
    ])
    func `what shows files, or has no need, may not`(exe: String) throws {
        #expect(try !allowed(exe))
    }

    @Test func `nothing below dev is searched or known`() throws {
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        #expect(policy.classify("/dev/vda1") == nil)
        #expect(!(policy.trees + policy.directories).map(\.path).contains { $0.hasPrefix("/dev") })
    }
}

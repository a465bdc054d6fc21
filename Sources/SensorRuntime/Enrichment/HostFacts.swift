// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What is the same for every event of one run of the sensor.
package struct HostFacts: Sendable, Equatable {
    /// `/proc/sys/kernel/random/boot_id`.
    package var bootID: String
    /// Boot-time nanoseconds at which the kernel programs were loaded.
    package var epoch: UInt64
    /// Wall clock minus boot time, nanoseconds.
    package var wallClockOffset: Int64
    /// Inode number of the host's mount namespace.
    package var mountNamespace: UInt32

    package init(bootID: String, epoch: UInt64, wallClockOffset: Int64, mountNamespace: UInt32) {
        self.bootID = bootID
        self.epoch = epoch
        self.wallClockOffset = wallClockOffset
        self.mountNamespace = mountNamespace
    }

    /// Reads them from the machine; `procfs` must show the initial PID namespace, where process 1 is the host's.
    /// Throws `SystemError`.
    package init(procfs: String, epoch: UInt64) throws(SystemError) {
        bootID = try Self.bootID(procfs: procfs)
        self.epoch = epoch
        wallClockOffset = Self.currentWallClockOffset()
        var namespace = stat()
        try systemCall("stat", procfs + "/1/ns/mnt") { stat(procfs + "/1/ns/mnt", &namespace) }
        mountNamespace = UInt32(truncatingIfNeeded: namespace.st_ino)
    }

    /// Throws `SystemError`.
    package static func bootID(procfs: String) throws(SystemError) -> String {
        let boot = try FileDescriptor.open(procfs + "/sys/kernel/random/boot_id", flags: O_RDONLY).read(limit: 64)
        return String(decoding: boot.prefix { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
    }

    /// To be read again now and then: the wall clock is adjusted, boot time is not.
    package static func currentWallClockOffset() -> Int64 {
        var wall = timespec()
        var boot = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        clock_gettime(CLOCK_BOOTTIME, &boot)
        return Int64(wall.tv_sec - boot.tv_sec) * 1_000_000_000 + Int64(wall.tv_nsec - boot.tv_nsec)
    }

    /// Boot-time nanoseconds, by which the kernel half times its records.
    package static func currentBootTime() -> UInt64 {
        var boot = timespec()
        clock_gettime(CLOCK_BOOTTIME, &boot)
        return UInt64(boot.tv_sec) * 1_000_000_000 + UInt64(boot.tv_nsec)
    }

    /// The wall-clock time of a boot-time instant; clamped where no such time exists.
    package func wallTime(atBoot nanoseconds: UInt64) -> UInt64 {
        let offset = wallClockOffset.magnitude
        let (sum, overflow) =
            wallClockOffset < 0
            ? nanoseconds.subtractingReportingOverflow(offset) : nanoseconds.addingReportingOverflow(offset)
        return overflow ? (wallClockOffset < 0 ? 0 : .max) : sum
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite final class HostMountsTests {
    private var text: String?
    private var hasChanged = false
    private var now: UInt64 = 1
    private var readings = 0

    private lazy var mounts = HostMounts(
        content: { [unowned self] in
            readings += 1
            return text.map { Array($0.utf8) }
        },
        hasChanged: { [unowned self] in
            defer { hasChanged = false }
            return hasChanged
        },
        now: { [unowned self] in now })

    private func path() -> String? {
        mounts.hostPath(of: EnrichRecords.path("/x"), on: 8 << 20 | 1).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mount(at point: String) {
        text = "30 1 8:1 / \(point) rw - ext4 /dev/sda1 rw\n"
        hasChanged = true
    }

    @Test func `the table is read once and kept`() {
        mount(at: "/a")
        for _ in 0..<3 { #expect(path() == "/a/x") }
        #expect(readings == 1)
    }

    @Test func `a change is seen, at most once a second`() {
        mount(at: "/a")
        #expect(path() == "/a/x")
        mount(at: "/b")
        #expect(path() == "/a/x")
        now += HostMounts.pauseNanoseconds
        #expect(path() == "/b/x")
        #expect(readings == 2)
    }

    @Test func `a table that cannot be read is asked for again`() {
        #expect(path() == nil)
        mount(at: "/a")
        now += HostMounts.pauseNanoseconds
        #expect(path() == "/a/x")
    }

    @Test func `this machine's own table places procfs`() throws {
        // An anonymous device, with major number 0; the low and the high part of the minor number lie apart in st_dev
        // (new_encode_dev of include/linux/kdev_t.h).
        let device = UInt32(truncatingIfNeeded: try FileDescriptor.locate("/proc").status().device)
        let number = device & 0xFF | device >> 12 & ~0xFF
        #expect(HostMounts(procfs: "/proc").hostPath(of: KernelPath(names: []), on: number) != nil)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct BlockDevicesTests {
    private typealias Device = BlockDevices.Device

    /// A logical volume (253:0) on the first partition (8:1) of a disk (8:0), as sysfs shows it.
    private func sysfs(_ folder: SystemTemporaryDirectory) throws -> String {
        try folder.directory("/devices/sda/slaves")
        try folder.directory("/devices/sda/sda1/slaves")
        try folder.directory("/devices/dm-0/slaves")
        try folder.directory("/dev/block")
        try folder.file("/devices/sda/uevent", "MAJOR=8\nMINOR=0\nDEVNAME=sda\nDEVTYPE=disk\n")
        try folder.file("/devices/sda/dev", "8:0\n")
        try folder.file("/devices/sda/sda1/uevent", "MAJOR=8\nMINOR=1\nDEVNAME=sda1\nDEVTYPE=partition\n")
        try folder.file("/devices/sda/sda1/dev", "8:1\n")
        try folder.file("/devices/sda/sda1/partition", "1\n")
        try folder.file("/devices/dm-0/uevent", "DEVNAME=dm-0\n")
        try folder.file("/devices/dm-0/dev", "253:0\n")
        try folder.link("/devices/dm-0/slaves/sda1", to: "../../sda/sda1")
        try folder.link("/dev/block/8:0", to: "../../devices/sda")
        try folder.link("/dev/block/8:1", to: "../../devices/sda/sda1")
        try folder.link("/dev/block/253:0", to: "../../devices/dm-0")
        return folder.path
    }

    @Test func `the volume, the partition below it and the whole disk hold a file's bytes`() throws {
        let folder = try SystemTemporaryDirectory()
        let devices = BlockDevices(sysfs: try sysfs(folder))
        let disk = Device(number: 8 << 20, name: "sda")
        let partition = Device(number: 8 << 20 | 1, name: "sda1")
        #expect(devices.under(253 << 20) == [Device(number: 253 << 20, name: "dm-0"), partition, disk])
        #expect(devices.under(8 << 20 | 1) == [partition, disk])
        #expect(devices.under(8 << 20) == [disk])
    }

    @Test func `a file system without a device has none`() throws {
        let folder = try SystemTemporaryDirectory()
        let devices = BlockDevices(sysfs: try sysfs(folder))
        #expect(devices.under(25).isEmpty)
        #expect(devices.under(9 << 20).isEmpty)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The block devices that hold a file system's bytes, by what sysfs says of them.
struct BlockDevices {
    struct Device: Hashable {
        /// As the kernel numbers it: major << 20 | minor.
        var number: UInt32
        /// Below /dev.
        var name: String
    }

    /// Devices looked at for one file system; stacks are a few high.
    private static let limit = 64
    /// Of one attribute.
    private static let attributeBytes = 4096

    private let sysfs: String

    init(sysfs: String = "/sys") {
        self.sysfs = sysfs
    }

    /// The device with this number, the disk that it is a partition of, and what a mapped device is made of. Empty for a
    /// file system without a device.
    func under(_ device: UInt32) -> Set<Device> {
        var found: Set<Device> = []
        var pending = [device]
        var seen: Set<UInt32> = []
        while let number = pending.popLast(), seen.count < Self.limit {
            guard seen.insert(number).inserted, number >> 20 != 0 else { continue }
            let folder = "\(sysfs)/dev/block/\(number >> 20):\(number & 0xF_FFFF)"
            guard let name = attribute("uevent", of: folder)?.first(where: { $0.hasPrefix("DEVNAME=") }) else {
                continue
            }
            found.insert(Device(number: number, name: String(name.dropFirst("DEVNAME=".utf8.count))))
            if attribute("partition", of: folder) != nil, let disk = self.number(of: folder + "/..") {
                pending.append(disk)
            }
            pending += slaves(of: folder).compactMap { self.number(of: folder + "/slaves/" + $0) }
        }
        return found
    }

    private func slaves(of folder: String) -> [String] {
        guard let directory = try? FileDescriptor.open(folder + "/slaves", flags: O_RDONLY),
            let listing = try? DirectoryListing(of: directory, limit: Self.limit)
        else { return [] }
        return listing.names
    }

    private func number(of folder: String) -> UInt32? {
        let parts = attribute("dev", of: folder)?.first?.split(separator: ":").compactMap { UInt32($0) }
        guard let parts, parts.count == 2 else { return nil }
        return parts[0] << 20 | parts[1]
    }

    /// Its lines.
    private func attribute(_ name: String, of folder: String) -> [String]? {
        guard let file = try? FileDescriptor.open("\(folder)/\(name)", flags: O_RDONLY),
            let bytes = try? file.read(limit: Self.attributeBytes)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

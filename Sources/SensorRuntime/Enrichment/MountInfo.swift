// SPDX-License-Identifier: Apache-2.0

/// One line of `/proc/PID/mountinfo` (proc_pid_mountinfo(5)), as far as a path needs it.
package struct MountInfo: Sendable, Equatable {
    /// The file system's device as the kernel numbers it in `s_dev`: major << 20 | minor.
    package var device: UInt32
    /// The directory of the file system that is mounted, its names from the file system's root down.
    package var root: [[UInt8]]
    /// Where it is mounted, as process PID sees it. The names of a path.
    package var mountPoint: [[UInt8]]

    package init(device: UInt32, root: [[UInt8]], mountPoint: [[UInt8]]) {
        self.device = device
        self.root = root
        self.mountPoint = mountPoint
    }

    /// nil if the line is not such a line, or names a directory that no path leads to (`net:[4026531992]`, or a deleted
    /// one, which the kernel shows with `//deleted` at its end).
    package init?(line: some Collection<UInt8>) {
        let fields = line.split(separator: 0x20, maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count > 5, let device = Self.device(fields[2]), let root = Self.names(fields[3]),
            let mountPoint = Self.names(fields[4])
        else { return nil }
        self.init(device: device, root: root, mountPoint: mountPoint)
    }

    /// MINORBITS of include/linux/kdev_t.h is 20, which leaves 12 for the major number.
    private static func device(_ text: some Collection<UInt8>) -> UInt32? {
        let numbers = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard numbers.count == 2, let major = UInt32(String(decoding: numbers[0], as: UTF8.self)),
            let minor = UInt32(String(decoding: numbers[1], as: UTF8.self)), major < 1 << 12, minor < 1 << 20
        else { return nil }
        return major << 20 | minor
    }

    private static func names(_ text: some Collection<UInt8>) -> [[UInt8]]? {
        guard text.first == UInt8(ascii: "/") else { return nil }
        if text.count == 1 { return [] }
        let parts = text.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var names: [[UInt8]] = []
        for part in parts {
            guard !part.isEmpty, let name = unescaped(part) else { return nil }
            names.append(name)
        }
        return names
    }

    /// The kernel writes space, tab, line feed and backslash as `\` and three octal digits (mangle_path of
    /// fs/seq_file.c).
    private static func unescaped(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(3)
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(3)
        }
        return bytes
    }
}

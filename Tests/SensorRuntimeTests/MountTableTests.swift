// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite struct MountTableTests {
    private static let disk: UInt32 = 8 << 20 | 1

    private static func info(_ line: String) -> MountInfo? { MountInfo(line: Array(line.utf8)) }

    private static func line(_ id: Int, _ device: String, _ root: String, _ point: String) -> String {
        "\(id) 1 \(device) \(root) \(point) rw,relatime shared:\(id) - ext4 /dev/x rw"
    }

    private static func path(_ name: String, _ lines: [String], device: UInt32 = disk) -> String? {
        MountTable(parsing: Array(lines.joined(separator: "\n").utf8))
            .hostPath(of: EnrichRecords.path(name), on: device).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a line gives device, root and mount point`() {
        #expect(
            Self.info("36 35 259:1048575 /a/b /mnt rw,noatime master:1 - ext3 /dev/root rw")
                == MountInfo(
                    device: 259 << 20 | 1_048_575, root: [Array("a".utf8), Array("b".utf8)],
                    mountPoint: [Array("mnt".utf8)]))
    }

    @Test func `escaped bytes of a name are decoded`() {
        let mount = Self.info(#"36 35 8:1 / /a\040b\011c\012d\134e\377 rw - ext4 x rw"#)
        #expect(mount?.mountPoint == [Array("a b\tc\nd\\e".utf8) + [0xFF]])
    }

    @Test(arguments: [
        "", " ", "36", "36 35 8:1 / /mnt", "36 35 8 / /mnt rw", "36 35 8:1:2 / /mnt rw", "36 35 -8:1 / /mnt rw",
        "36 35 4096:1 / /mnt rw", "36 35 8:1048576 / /mnt rw", "36 35 99999999999999999999:1 / /mnt rw",
        "36 35 8:1 net:[4026531992] /run/netns/a rw", "36 35 8:1 /gone//deleted /mnt rw", "36 35 8:1 /  rw",
        "36 35 8:1 / mnt rw", #"36 35 8:1 / /mnt\ rw"#, #"36 35 8:1 / /mnt\04 rw"#, #"36 35 8:1 / /mnt\089 rw"#,
        #"36 35 8:1 / /mnt\777 rw"#,
    ]) func `a line that leads nowhere is refused`(_ line: String) {
        #expect(Self.info(line) == nil)
    }

    @Test func `refused lines are counted and the others stand`() {
        let lines = ["nonsense", Self.line(30, "8:1", "/", "/srv"), "36 35 8:1 net:[1] /run/netns/a rw - nsfs nsfs rw"]
        let table = MountTable(parsing: Array(lines.joined(separator: "\n").utf8))
        #expect(table.skipped == 2)
        #expect(table.hostPath(of: EnrichRecords.path("/x"), on: Self.disk) == Array("/srv/x".utf8))
    }

    @Test func `no bytes make the parser fail`() {
        var random = SplitMix64(seed: 7)
        let line = Array(Self.line(30, "8:1", #"/a\040b"#, "/srv").utf8)
        for _ in 0..<2000 {
            var bytes = line
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: .min ... .max, using: &random)
            bytes.removeLast(.random(in: 0..<bytes.count, using: &random))
            let table = MountTable(parsing: bytes)
            #expect(table.skipped <= 2)
        }
    }

    @Test func `a path is put below the mount point of its device`() {
        let lines = [Self.line(20, "8:2", "/", "/"), Self.line(30, "8:1", "/", "/run")]
        #expect(Self.path("/x", lines) == "/run/x")
        #expect(Self.path("/x", lines, device: 8 << 20 | 2) == "/x")
        #expect(Self.path("/", lines) == "/run")
    }

    @Test func `a mount of a part of its file system shows only that part`() {
        let lines = [Self.line(30, "8:1", "/kubelet", "/var/lib/kubelet")]
        #expect(Self.path("/kubelet/pki/x", lines) == "/var/lib/kubelet/pki/x")
        #expect(Self.path("/kubelet", lines) == "/var/lib/kubelet")
        #expect(Self.path("/kubelet2/x", lines) == nil)
        #expect(Self.path("/other", lines) == nil)
    }

    @Test func `a bind mount made elsewhere does not rename a file`() {
        let bind = Self.line(20, "8:1", "/etc/kubernetes", "/tmp/thief")
        let whole = Self.line(30, "8:1", "/", "/")
        for lines in [[bind, whole], [whole, bind]] {
            #expect(Self.path("/etc/kubernetes/pki/ca.key", lines) == "/etc/kubernetes/pki/ca.key")
        }
    }

    @Test func `of two mounts of the whole the older one counts`() {
        let lines = [Self.line(90, "8:1", "/", "/data"), Self.line(20, "8:1", "/", "/again")]
        #expect(Self.path("/x", lines) == "/data/x")
    }

    @Test func `an unknown device or a path without its beginning gives nothing`() {
        let lines = [Self.line(30, "8:1", "/", "/srv")]
        #expect(Self.path("/x", lines, device: 7) == nil)
        let cut = KernelPath(names: [Array("x".utf8)], isTruncated: true)
        #expect(MountTable(parsing: Array(lines[0].utf8)).hostPath(of: cut, on: Self.disk) == nil)
    }
}

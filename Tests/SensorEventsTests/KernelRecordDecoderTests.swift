// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@Suite struct KernelRecordDecoderTests {
    private func decode(_ record: KernelRecordBytes) throws -> KernelRecord {
        try record.bytes.withUnsafeBytes { try KernelRecordDecoder.decode($0) }
    }

    private func decode(_ change: (inout KernelRecordBytes) -> Void) throws -> KernelRecord {
        var record = KernelRecordBytes()
        change(&record)
        return try decode(record)
    }

    @Test("an open carries every field of the record")
    func open() throws {
        let record = try decode(KernelRecordBytes())
        let device = UInt32(0x80_0001)
        #expect(record.operation == .open)
        #expect(record.ring == .secret)
        #expect(!record.isDirectory)
        #expect(record.sequence == 17)
        #expect(record.bootTime == 981_300_000_001)
        #expect(record.flags == 0o100_000)
        #expect(record.mode == 0x1D)
        #expect(record.file == InodeID(device: device, inode: 131_075, generation: 3_405_691_582))
        #expect(record.replaced == nil)
        #expect(
            record.match
                == KernelMatch(
                    key: InodeID(device: device, inode: 55, generation: 56), entryID: 9, kind: .directory, depth: 3,
                    ring: .secret, level: 2))
        #expect(record.newMatch == nil)
        #expect(record.path.bytes == Array("/etc/kubernetes/pki/ca.key".utf8))
        #expect(record.pathTwo.bytes == Array("/kubernetes/pki/ca.key".utf8))
    }

    @Test("the process carries every field of the record")
    func process() throws {
        let process = try decode(KernelRecordBytes()).process
        #expect(process.pid == 4211)
        #expect(process.tid == 4212)
        #expect(process.startTime == 981_234_567_890)
        #expect(process.cgroupID == 5150)
        #expect(process.uid == 1001)
        #expect(process.gid == 1002)
        #expect(process.loginUID == 1003)
        #expect(process.session == 7)
        #expect(process.mountNamespace == 4_026_531_841)
        #expect(process.pidNamespace == 4_026_531_836)
        #expect(process.args == ["cp", "ca.key", "/tmp/x"].map { Array($0.utf8) })
        #expect(!process.argsTruncated)
        #expect(process.comm == Array("cp".utf8))
        #expect(process.tty == Array("pts/0".utf8))
        #expect(process.cwd?.bytes == Array("/root".utf8))
        let executed = InodeID(device: 0x80_0002, inode: 2049, generation: 77)
        #expect(process.identity == KernelIdentity(execID: 0xABCD_0001, executed: executed))
        #expect(process.isItself)
        let exe = try #require(process.exe)
        #expect(exe.id == InodeID(device: 0x80_0002, inode: 2049, generation: 77))
        #expect(exe.links == 1)
        #expect(exe.path.bytes == Array("/usr/bin/cp".utf8))
        #expect(process.ancestors.map(\.pid) == [4200, 900])
        #expect(process.ancestors.map(\.uid) == [1004, 0])
        #expect(process.ancestors.map(\.startTime) == [971_234_567_890, 61_234_567_890])
        #expect(process.ancestors.map(\.exe?.inode) == [2050, 2051])
        #expect(process.ancestors.map(\.comm) == ["bash", "sshd"].map { Array($0.utf8) })
        #expect(process.ancestors.map(\.exePath?.bytes) == ["/bin/bash", "/sbin/sshd"].map { Array($0.utf8) })
    }

    @Test("a rename carries both sides and what the new name replaced")
    func rename() throws {
        let record = try decode {
            $0.put(UInt16(2), at: 4)
            $0.put(UInt8(1), at: 6)
            $0.put(UInt8(1), at: 7)
            $0.putInode(88, device: 3, generation: 4, at: 48)
            $0.putMatch(entryID: 12, kind: 3, depth: 0, ring: 1, level: 0, at: 96)
        }
        #expect(record.operation == .rename)
        #expect(record.ring == .open)
        #expect(record.isDirectory)
        #expect(record.replaced == InodeID(device: 3, inode: 88, generation: 4))
        #expect(record.newMatch?.entryID == 12)
        #expect(record.newMatch?.kind == .learned)
        #expect(record.newMatch?.ring == .open)
    }

    @Test("a mount, a device and a directory above others are told by their numbers")
    func kinds() throws {
        let mount = try decode {
            $0.put(UInt16(5), at: 4)
            $0.putMatch(entryID: 3, kind: 6, depth: 0, ring: 0, level: 0, at: 96)
        }
        #expect(mount.operation == .mount)
        #expect(mount.newMatch?.kind == .expecting)
        #expect(try decode { $0.put(UInt8(5), at: 64 + 20) }.match?.kind == .device)
    }

    @Test("a service has no login, no session and no terminal")
    func service() throws {
        let process = try decode {
            $0.put(UInt32.max, at: KernelRecordBytes.process + 32)
            $0.put(UInt32.max, at: KernelRecordBytes.process + 36)
            $0.put(UInt8(0), at: KernelRecordBytes.process + 64)
        }.process
        #expect(process.loginUID == nil)
        #expect(process.session == nil)
        #expect(process.tty == nil)
    }

    @Test("a kernel thread has no executable")
    func kernelThread() throws {
        let process = try decode { $0.put(UInt64(0), at: KernelRecordBytes.process + 120) }.process
        #expect(process.exe == nil)
    }

    @Test("a process that shows another file than it executed is not itself, nor is one whose execution was not seen")
    func identity() throws {
        let forged = try decode { $0.put(UInt64(77), at: KernelRecordBytes.process + 120) }.process
        #expect(!forged.isItself)
        #expect(forged.identity?.executed.inode == 2049)
        #expect(forged.exe?.id.inode == 77)
        let unseen = try decode { $0.put(UInt64(0), at: KernelRecordBytes.process + 96) }.process
        #expect(unseen.identity == nil)
        #expect(!unseen.isItself)
    }

    @Test("a path without names is the root, and a cut path says so")
    func paths() throws {
        let record = try decode {
            $0.putPath([], field: KernelRecordBytes.path)
            $0.putPath(["leaf", "deep"], truncated: true, field: KernelRecordBytes.pathTwo)
            $0.putPath([], truncated: true, field: KernelRecordBytes.cwd)
        }
        #expect(record.path.bytes == Array("/".utf8))
        #expect(record.pathTwo.bytes == Array(".../deep/leaf".utf8))
        #expect(record.pathTwo.isTruncated)
        #expect(record.process.cwd == nil)
    }

    @Test("a memfd cannot pose as a path by having slashes in its name")
    func memfd() throws {
        let exe = try decode {
            $0.put(UInt32(0), at: KernelRecordBytes.process + 136)
            $0.putPath(["memfd:x/../usr/bin/kubelet"], field: KernelRecordBytes.exe)
        }.process.exe
        #expect(exe?.isMemfd == true)
        #expect(exe?.isDeleted == true)
        #expect(exe?.path.bytes == Array("/memfd:x\\x2f..\\x2fusr\\x2fbin\\x2fkubelet".utf8))
    }

    @Test("a linked file that is called like a memfd is none")
    func namedLikeMemfd() throws {
        let exe = try decode {
            $0.putPath(["memfd:x", "tmp"], field: KernelRecordBytes.exe)
        }.process.exe
        #expect(exe?.isMemfd == false)
        #expect(exe?.isDeleted == false)
    }

    @Test("the name of a disconnected dentry is no name")
    func disconnected() throws {
        #expect(try decode { $0.putPath(["/"], field: KernelRecordBytes.path) }.path.names.isEmpty)
    }

    @Test("empty arguments are kept and none are none")
    func arguments() throws {
        #expect(try decode { $0.putArgs("sh\0\0-c\0") }.process.args == [Array("sh".utf8), [], Array("-c".utf8)])
        #expect(try decode { $0.putArgs("") }.process.args == [])
        #expect(try decode { $0.putArgs("\0") }.process.args == [[]])
        let cut = try decode { $0.putArgs("cat\0/etc/kub", truncated: true) }.process
        #expect(cut.args == ["cat", "/etc/kub"].map { Array($0.utf8) })
        #expect(cut.argsTruncated)
    }

    @Test("what the open grants is read from its mode", arguments: [0, 1, 2, 3] as [UInt32])
    func mode(_ mode: UInt32) throws {
        let record = try decode { $0.put(mode, at: 28) }
        #expect(record.reads == [1, 3].contains(mode))
        #expect(record.writes == [2, 3].contains(mode))
        #expect(!record.executes)
    }

    @Test("an open for execution is told by its flag, which the mode never has")
    func execution() throws {
        let executed = try decode {
            $0.put(UInt32(0o100_040), at: 24)
            $0.put(UInt32(0x1D), at: 28)
        }
        #expect(executed.executes && executed.reads && !executed.writes)
        #expect(try !decode { $0.put(UInt32(0x20), at: 28) }.executes)
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        var field: String
        var problem: KernelRecordError.Problem
        var change: @Sendable (inout KernelRecordBytes) -> Void
        var testDescription: String { field }
    }

    private static let room = KernelRecordBytes().bytes.count - KernelRecordBytes.size

    static let damages = [
        Damage(field: "magic", problem: .unknownValue(1)) { $0.put(UInt32(1), at: 0) },
        Damage(field: "operation", problem: .unknownValue(6)) { $0.put(UInt16(6), at: 4) },
        Damage(field: "ring", problem: .unknownValue(2)) { $0.put(UInt8(2), at: 6) },
        Damage(field: "match.entry.kind", problem: .unknownValue(7)) { $0.put(UInt8(7), at: 64 + 20) },
        Damage(field: "match.entry.ring", problem: .unknownValue(9)) { $0.put(UInt8(9), at: 64 + 22) },
        Damage(field: "match.level", problem: .unknownValue(17)) { $0.put(UInt8(17), at: 64 + 24) },
        Damage(field: "path", problem: .length(is: 1025, limit: room)) {
            $0.put(UInt16(1025), at: KernelRecordBytes.text(KernelRecordBytes.path) + 2)
        },
        Damage(field: "path_two", problem: .length(is: 65535 + 26, limit: room)) {
            $0.put(UInt16.max, at: KernelRecordBytes.text(KernelRecordBytes.pathTwo) + 2)
        },
        Damage(field: "path", problem: .components(is: 4, want: 5)) {
            $0.put(UInt8(5), at: KernelRecordBytes.text(KernelRecordBytes.path) + 4)
        },
        Damage(field: "path", problem: .components(is: 0, want: 4)) {
            $0.put(UInt16(0), at: KernelRecordBytes.text(KernelRecordBytes.path) + 2)
        },
        Damage(field: "path", problem: .unterminated) {
            $0.put(UInt16(5), at: KernelRecordBytes.text(KernelRecordBytes.path) + 2)
        },
        Damage(field: "process.args", problem: .length(is: 65535 + 17, limit: room)) {
            $0.put(UInt16.max, at: KernelRecordBytes.text(KernelRecordBytes.args))
        },
        Damage(field: "process.cwd", problem: .length(is: 65535 + 5, limit: room)) {
            $0.put(UInt16.max, at: KernelRecordBytes.text(KernelRecordBytes.cwd))
        },
        Damage(field: "process.exe.path", problem: .components(is: 3, want: 0)) {
            $0.put(UInt8(0), at: KernelRecordBytes.text(KernelRecordBytes.exe) + 4)
        },
        Damage(field: "process.ancestors[1].exe_path", problem: .length(is: 65535 + 10, limit: room)) {
            $0.put(UInt16.max, at: KernelRecordBytes.text(KernelRecordBytes.ancestors + 1))
        },
    ]

    @Test("a damaged field is refused by name", arguments: damages)
    func damage(_ damage: Damage) {
        #expect(throws: KernelRecordError(field: damage.field, problem: damage.problem)) {
            try decode(damage.change)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The bytes of one kernel record, put together by hand.
///
/// The offsets are written out here and not taken from the contract header, so that a field that moves is noticed.
struct KernelRecordBytes {
    /// Without its strings.
    static let size = 544
    static let process = 128
    /// The strings, in the order of `enum kw_text_field`.
    static let path = 0
    static let pathTwo = 1
    static let cwd = 2
    static let args = 3
    static let exe = 4
    static let ancestors = 5

    private(set) var bytes = [UInt8](repeating: 0, count: size)

    /// An open of `/etc/kubernetes/pki/ca.key` by `cp`, with a different value in every field.
    init() {
        put(UInt32(0x4B57_3032), at: 0)
        put(UInt16(1), at: 4)
        put(UInt8(0), at: 6)
        put(UInt64(17), at: 8)
        put(UInt64(981_300_000_001), at: 16)
        put(UInt32(0o100_000), at: 24)
        put(UInt32(0x1D), at: 28)
        putInode(131_075, device: 0x80_0001, generation: 3_405_691_582, at: 32)
        putMatch(entryID: 9, kind: 2, depth: 3, ring: 0, level: 2, at: 64)
        putPath(["ca.key", "pki", "kubernetes", "etc"], field: Self.path)
        putPath(["ca.key", "pki", "kubernetes"], field: Self.pathTwo)
        put(UInt32(4211), at: Self.process)
        put(UInt32(4212), at: Self.process + 4)
        put(UInt64(981_234_567_890), at: Self.process + 8)
        put(UInt64(5150), at: Self.process + 16)
        put(UInt32(1001), at: Self.process + 24)
        put(UInt32(1002), at: Self.process + 28)
        put(UInt32(1003), at: Self.process + 32)
        put(UInt32(7), at: Self.process + 36)
        put(UInt32(4_026_531_841), at: Self.process + 40)
        put(UInt32(4_026_531_836), at: Self.process + 44)
        putArgs("cp\0ca.key\0/tmp/x\0")
        put(text: "cp", at: Self.process + 48)
        put(text: "pts/0", at: Self.process + 64)
        putPath(["root"], field: Self.cwd)
        put(UInt64(0xABCD_0001), at: Self.process + 96)
        putInode(2049, device: 0x80_0002, generation: 77, at: Self.process + 104)
        putInode(2049, device: 0x80_0002, generation: 77, at: Self.process + 120)
        put(UInt32(1), at: Self.process + 136)
        putPath(["cp", "bin", "usr"], field: Self.exe)
        putAncestor(
            0, pid: 4200, uid: 1004, startTime: 971_234_567_890, inode: 2050, comm: "bash", exe: ["bash", "bin"])
        putAncestor(1, pid: 900, uid: 0, startTime: 61_234_567_890, inode: 2051, comm: "sshd", exe: ["sshd", "sbin"])
    }

    mutating func put(_ value: some FixedWidthInteger, at offset: Int) {
        withUnsafeBytes(of: value) { bytes.replaceSubrange(offset..<(offset + $0.count), with: $0) }
    }

    mutating func put(text: String, at offset: Int) {
        bytes.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }

    mutating func putInode(_ inode: UInt64, device: UInt32, generation: UInt32, at offset: Int) {
        put(inode, at: offset)
        put(device, at: offset + 8)
        put(generation, at: offset + 12)
    }

    mutating func putMatch(entryID: UInt32, kind: UInt8, depth: UInt8, ring: UInt8, level: UInt8, at offset: Int) {
        putInode(55, device: 0x80_0001, generation: 56, at: offset)
        put(entryID, at: offset + 16)
        put(kind, at: offset + 20)
        put(depth, at: offset + 21)
        put(ring, at: offset + 22)
        put(level, at: offset + 24)
    }

    /// Leaf first, as the kernel half writes it.
    mutating func putPath(_ names: [String], truncated: Bool = false, field: Int) {
        putString(names.map { $0 + "\0" }.joined(), components: names.count, truncated: truncated, field: field)
    }

    mutating func putArgs(_ text: String, truncated: Bool = false) {
        putString(text, components: 0, truncated: truncated, field: Self.args)
    }

    /// Where the record says that a string is.
    static func text(_ field: Int) -> Int { 464 + field * 8 }

    /// Behind those that are there; one that the field had before stays, unused.
    private mutating func putString(_ text: String, components: Int, truncated: Bool, field: Int) {
        put(UInt16(bytes.count - Self.size), at: Self.text(field))
        put(UInt16(text.utf8.count), at: Self.text(field) + 2)
        put(UInt8(components), at: Self.text(field) + 4)
        put(UInt8(truncated ? 1 : 0), at: Self.text(field) + 5)
        bytes += Array(text.utf8)
        put(UInt32(bytes.count - Self.size), at: 536)
    }

    mutating func putAncestor(
        _ index: Int, pid: UInt32, uid: UInt32, startTime: UInt64, inode: UInt64, comm: String, exe: [String]
    ) {
        let start = Self.process + 144 + index * 48
        put(pid, at: start)
        put(uid, at: start + 4)
        put(startTime, at: start + 8)
        putInode(inode, device: 0x80_0003, generation: 78, at: start + 16)
        put(text: comm, at: start + 32)
        putPath(exe, field: Self.ancestors + index)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CEventABI

/// Reads values out of one record at offsets that the contract fixes.
///
/// Whoever makes one has checked that the bytes hold a record without its strings, so every contract offset lies within.
struct KernelRecordReader {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as type: Value.Type = Value.self
    ) -> Value {
        bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }

    func inodeID(at offset: Int) -> InodeID? {
        let id = InodeID(
            device: integer(at: offset + KW_AT_INODE_ID_DEVICE), inode: integer(at: offset + KW_AT_INODE_ID_INODE),
            generation: integer(at: offset + KW_AT_INODE_ID_GENERATION))
        // The kernel has no inode 0; the contract writes zeros where there is none.
        return id.inode == 0 ? nil : id
    }

    /// Up to the first NUL, or all of it.
    func text(at offset: Int, capacity: Int) -> [UInt8] {
        Array(bytes[offset..<(offset + capacity)].prefix { $0 != 0 })
    }

    func ring(at offset: Int, field: String) throws(KernelRecordError) -> EventOrigin.Ring {
        let value: UInt8 = integer(at: offset)
        switch UInt32(value) {
        case KW_RING_SECRET.rawValue: return .secret
        case KW_RING_OPEN.rawValue: return .open
        default: throw KernelRecordError(field: field, problem: .unknownValue(UInt64(value)))
        }
    }

    func arguments() throws(KernelRecordError) -> (arguments: [[UInt8]], isTruncated: Bool) {
        let text = try text(Int(KW_TEXT_ARGS.rawValue), field: "process.args")
        var used = text.bytes
        // The kernel ends every argument with a NUL; without this the last one would seem to be followed by an empty one.
        if used.last == 0 { used.removeLast() } else if used.isEmpty { return ([], text.isTruncated) }
        return (used.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }, text.isTruncated)
    }

    func path(_ index: Int, field: String) throws(KernelRecordError) -> KernelPath {
        let text = try text(index, field: field)
        var used = text.bytes
        guard let last = used.popLast() else {
            guard text.components == 0 else {
                throw KernelRecordError(field: field, problem: .components(is: 0, want: text.components))
            }
            return KernelPath(names: [], isTruncated: text.isTruncated)
        }
        guard last == 0 else { throw KernelRecordError(field: field, problem: .unterminated) }
        let leafFirst = used.split(separator: 0, omittingEmptySubsequences: false)
        guard leafFirst.count == text.components else {
            throw KernelRecordError(field: field, problem: .components(is: leafFirst.count, want: text.components))
        }
        return KernelPath(names: leafFirst.reversed().compactMap(Self.name), isTruncated: text.isTruncated)
    }

    /// One of the record's strings (`enum kw_text_field`).
    private func text(_ index: Int, field: String) throws(KernelRecordError) -> Text {
        let start = KW_AT_RECORD_TEXTS + index * KW_SIZE_TEXT
        let offset = Int(integer(at: start + KW_AT_TEXT_OFFSET, as: UInt16.self))
        let length = Int(integer(at: start + KW_AT_TEXT_LENGTH, as: UInt16.self))
        let room = bytes.count - KW_SIZE_RECORD
        guard offset + length <= room else {
            throw KernelRecordError(field: field, problem: .length(is: offset + length, limit: room))
        }
        let from = KW_SIZE_RECORD + offset
        return Text(
            bytes: bytes[from..<(from + length)],
            components: Int(integer(at: start + KW_AT_TEXT_COMPONENTS, as: UInt8.self)),
            isTruncated: integer(at: start + KW_AT_TEXT_TRUNCATED, as: UInt8.self) != 0)
    }

    private struct Text {
        var bytes: Slice<UnsafeRawBufferPointer>
        var components: Int
        var isTruncated: Bool
    }

    /// A root or disconnected dentry is called `/` or nothing and is no name. A slash within a name (memfd_create(2)
    /// takes any byte) would make one name look like several, so it is written out.
    private static func name(_ component: Slice<UnsafeRawBufferPointer>) -> [UInt8]? {
        let slash = UInt8(ascii: "/")
        if component.isEmpty || component.elementsEqual([slash]) { return nil }
        return component.flatMap { $0 == slash ? Array("\\x2f".utf8) : [$0] }
    }
}

// SPDX-License-Identifier: Apache-2.0

import CEventABI

/// Turns the bytes of one ring-buffer record into a `KernelRecord`.
///
/// Bytes are not trusted to be ours: another program may hold the ring, or another version may have filled it. Sizes,
/// lengths and enumerations are checked; flags and identifiers are taken as they are.
package enum KernelRecordDecoder {
    /// Throws `KernelRecordError`, naming the field, if `bytes` are not one record of this contract.
    package static func decode(_ bytes: UnsafeRawBufferPointer) throws(KernelRecordError) -> KernelRecord {
        guard bytes.count >= KW_SIZE_RECORD else {
            throw KernelRecordError(field: "record", problem: .size(is: bytes.count, want: KW_SIZE_RECORD))
        }
        let reader = KernelRecordReader(bytes)
        let magic: UInt32 = reader.integer(at: KW_AT_RECORD_MAGIC)
        guard magic == KW_RECORD_MAGIC else {
            throw KernelRecordError(field: "magic", problem: .unknownValue(UInt64(magic)))
        }
        let size = KW_SIZE_RECORD + Int(reader.integer(at: KW_AT_RECORD_TEXT_USED, as: UInt32.self))
        guard bytes.count == size else {
            throw KernelRecordError(field: "record", problem: .size(is: bytes.count, want: size))
        }
        return KernelRecord(
            operation: try operation(reader),
            ring: try reader.ring(at: KW_AT_RECORD_RING, field: "ring"),
            isDirectory: reader.integer(at: KW_AT_RECORD_IS_DIRECTORY, as: UInt8.self) != 0,
            sequence: reader.integer(at: KW_AT_RECORD_SEQUENCE),
            bootTime: reader.integer(at: KW_AT_RECORD_BOOT_TIME),
            flags: reader.integer(at: KW_AT_RECORD_FLAGS),
            mode: reader.integer(at: KW_AT_RECORD_MODE),
            file: reader.inodeID(at: KW_AT_RECORD_FILE) ?? InodeID(device: 0, inode: 0, generation: 0),
            replaced: reader.inodeID(at: KW_AT_RECORD_REPLACED),
            match: try match(reader, at: KW_AT_RECORD_MATCH, field: "match"),
            newMatch: try match(reader, at: KW_AT_RECORD_NEW_MATCH, field: "new_match"),
            path: try reader.path(Int(KW_TEXT_PATH.rawValue), field: "path"),
            pathTwo: try reader.path(Int(KW_TEXT_PATH_TWO.rawValue), field: "path_two"),
            process: try process(reader, at: KW_AT_RECORD_PROCESS),
            nameChanges: reader.integer(at: KW_AT_RECORD_NAMES))
    }

    private static func operation(_ reader: KernelRecordReader) throws(KernelRecordError) -> FileAccess.Kind {
        let value: UInt16 = reader.integer(at: KW_AT_RECORD_OPERATION)
        switch UInt32(value) {
        case KW_OPERATION_OPEN.rawValue: return .open
        case KW_OPERATION_RENAME.rawValue: return .rename
        case KW_OPERATION_LINK.rawValue: return .link
        case KW_OPERATION_UNLINK.rawValue: return .unlink
        case KW_OPERATION_MOUNT.rawValue: return .mount
        default: throw KernelRecordError(field: "operation", problem: .unknownValue(UInt64(value)))
        }
    }

    private static func match(
        _ reader: KernelRecordReader, at offset: Int, field: String
    ) throws(KernelRecordError) -> KernelMatch? {
        let entryID: UInt32 = reader.integer(at: offset + KW_AT_MATCH_ENTRY_ID)
        guard entryID != 0 else { return nil }
        let kind: UInt8 = reader.integer(at: offset + KW_AT_MATCH_ENTRY_KIND)
        guard let known = KernelMatch.EntryKind(rawValue: kind) else {
            throw KernelRecordError(field: field + ".entry.kind", problem: .unknownValue(UInt64(kind)))
        }
        let level: UInt8 = reader.integer(at: offset + KW_AT_MATCH_LEVEL)
        guard level <= KW_MATCH_LEVELS else {
            throw KernelRecordError(field: field + ".level", problem: .unknownValue(UInt64(level)))
        }
        return KernelMatch(
            key: reader.inodeID(at: offset + KW_AT_MATCH_KEY) ?? InodeID(device: 0, inode: 0, generation: 0),
            entryID: entryID, kind: known, depth: reader.integer(at: offset + KW_AT_MATCH_ENTRY_DEPTH),
            ring: try reader.ring(at: offset + KW_AT_MATCH_ENTRY_RING, field: field + ".entry.ring"),
            level: Int(level))
    }

    private static func process(
        _ reader: KernelRecordReader, at offset: Int
    ) throws(KernelRecordError) -> KernelProcess {
        let loginUID: UInt32 = reader.integer(at: offset + KW_AT_PROCESS_LOGIN_UID)
        let session: UInt32 = reader.integer(at: offset + KW_AT_PROCESS_SESSION)
        let tty = reader.text(at: offset + KW_AT_PROCESS_TTY, capacity: Int(KW_TTY_BYTES))
        let cwd = try reader.path(Int(KW_TEXT_CWD.rawValue), field: "process.cwd")
        let (arguments, argsTruncated) = try reader.arguments()
        return KernelProcess(
            pid: reader.integer(at: offset + KW_AT_PROCESS_PID),
            tid: reader.integer(at: offset + KW_AT_PROCESS_TID),
            startTime: reader.integer(at: offset + KW_AT_PROCESS_START_TIME),
            cgroupID: reader.integer(at: offset + KW_AT_PROCESS_CGROUP_ID),
            uid: reader.integer(at: offset + KW_AT_PROCESS_UID),
            gid: reader.integer(at: offset + KW_AT_PROCESS_GID),
            loginUID: loginUID == .max ? nil : loginUID,
            session: session == .max ? nil : session,
            mountNamespace: reader.integer(at: offset + KW_AT_PROCESS_MOUNT_NAMESPACE),
            pidNamespace: reader.integer(at: offset + KW_AT_PROCESS_PID_NAMESPACE),
            args: arguments, argsTruncated: argsTruncated,
            comm: reader.text(at: offset + KW_AT_PROCESS_COMM, capacity: Int(KW_COMM_BYTES)),
            tty: tty.isEmpty ? nil : tty,
            cwd: cwd.isUnknown ? nil : cwd,
            identity: identity(reader, at: offset),
            exe: try executable(reader, at: offset),
            ancestors: try ancestors(reader, at: offset + KW_AT_PROCESS_ANCESTORS))
    }

    private static func identity(_ reader: KernelRecordReader, at offset: Int) -> KernelIdentity? {
        let execID: UInt64 = reader.integer(at: offset + KW_AT_PROCESS_EXEC_ID)
        guard execID != 0, let executed = reader.inodeID(at: offset + KW_AT_PROCESS_EXECUTED) else { return nil }
        return KernelIdentity(execID: execID, executed: executed)
    }

    private static func executable(
        _ reader: KernelRecordReader, at offset: Int
    ) throws(KernelRecordError) -> KernelExecutable? {
        guard let id = reader.inodeID(at: offset + KW_AT_PROCESS_EXE) else { return nil }
        return KernelExecutable(
            id: id, links: reader.integer(at: offset + KW_AT_PROCESS_EXE_LINKS),
            path: try reader.path(Int(KW_TEXT_EXE.rawValue), field: "process.exe.path"))
    }

    private static func ancestors(
        _ reader: KernelRecordReader, at offset: Int
    ) throws(KernelRecordError) -> [KernelAncestor] {
        var ancestors: [KernelAncestor] = []
        for index in 0..<Int(KW_ANCESTORS) {
            let start = offset + index * KW_SIZE_ANCESTOR
            let pid: UInt32 = reader.integer(at: start + KW_AT_ANCESTOR_PID)
            guard pid != 0 else { break }
            let exe = reader.inodeID(at: start + KW_AT_ANCESTOR_EXE)
            let path = try reader.path(
                Int(KW_TEXT_ANCESTORS.rawValue) + index, field: "process.ancestors[\(index)].exe_path")
            ancestors.append(
                KernelAncestor(
                    pid: pid, uid: reader.integer(at: start + KW_AT_ANCESTOR_UID),
                    startTime: reader.integer(at: start + KW_AT_ANCESTOR_START_TIME), exe: exe,
                    exePath: exe == nil ? nil : path,
                    comm: reader.text(at: start + KW_AT_ANCESTOR_COMM, capacity: Int(KW_COMM_BYTES))))
        }
        return ancestors
    }
}

// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc
import SensorEvents

/// The protected set in the kernel: which inodes an open must be reported for.
final class ProtectedMap {
    private let map: Int32
    private let shared: SharedMemory

    init(object: KernelObject, shared: SharedMemory) throws {
        map = bpf_map__fd(try object.map("protected_set"))
        self.shared = shared
    }

    /// Adds or replaces an entry.
    ///
    /// The filters are set after the map: a program that sees a filter slot and no entry yet goes on to the directories.
    func insert(_ id: InodeID, _ entry: kw_entry) throws {
        var key = kw_inode_id(id)
        var value = entry
        guard bpf_map_update_elem(map, &key, &value, UInt64(BPF_ANY)) == 0 else {
            throw KernelError(
                cause: "The kernel's protected set does not take another entry: \(KernelObject.text(of: errno)).",
                fix: "It holds \(KW_PROTECTED_MAX) files and directories; narrow the path profiles.")
        }
        kw_shared_mark(shared.pointer, id.inode, id.device)
    }

    /// Renames and links of protected files that the kernel half has seen so far.
    var nameChanges: UInt32 { shared.pointer.pointee.names }

    /// Takes an entry out. Its filter slots stay: others may share them, and a set slot only costs a look-up.
    func remove(_ id: InodeID) {
        var key = kw_inode_id(id)
        bpf_map_delete_elem(map, &key)
    }
}

extension kw_inode_id {
    init(_ id: InodeID) {
        self.init(inode: id.inode, device: id.device, generation: id.generation)
    }
}

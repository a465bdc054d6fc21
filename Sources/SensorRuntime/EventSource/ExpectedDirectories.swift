// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import SensorEvents

/// The kernel half's knowledge of directories that are not there yet: those above the protected trees, and the names on
/// the way down.
final class ExpectedDirectories {
    private let directories: Int32
    private let names: Int32
    private let shared: SharedMemory

    init(object: KernelObject, shared: SharedMemory) throws {
        directories = bpf_map__fd(try object.map("expecting"))
        names = bpf_map__fd(try object.map("expectations"))
        self.shared = shared
    }

    /// This directory goes by that number.
    func add(_ id: InodeID, number: UInt32) throws {
        var key = kw_inode_id(id)
        var value = number
        try check(bpf_map_update_elem(directories, &key, &value, UInt64(BPF_ANY)))
        kw_shared_expect(shared.pointer, id.inode)
    }

    /// A directory of this name, below the one of number `parent`, is that of number `child`.
    ///
    /// - Parameter treeDepth: levels below it that matter, if it is a protected tree; nil if it is on the way to one.
    func expect(_ name: String, below parent: UInt32, child: UInt32, treeDepth: UInt8?) throws {
        // A name that fills the field would be mistaken for a longer one's beginning.
        guard name.utf8.count < Int(KW_EXPECTED_NAME_BYTES) - 1 else { return }
        var key = kw_expected_name()
        key.parent = parent
        withUnsafeMutableBytes(of: &key.name) { $0.copyBytes(from: name.utf8) }
        var value = kw_expectation()
        value.id = child
        value.is_tree = treeDepth == nil ? 0 : 1
        value.depth = treeDepth ?? 0
        try check(bpf_map_update_elem(names, &key, &value, UInt64(BPF_ANY)))
    }

    private func check(_ status: Int32) throws {
        guard status != 0 else { return }
        throw KernelError(
            cause: "The kernel's list of expected directories does not take another.",
            fix: "It holds \(KW_EXPECTING_MAX); narrow the path profiles.")
    }
}

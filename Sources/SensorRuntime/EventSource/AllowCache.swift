// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import CSystemShim
import SensorEvents

/// Decisions that the kernel half may apply by itself: this execution, for this file, in this way, is covered.
///
/// A decision is found again only by everything that policy may have looked at (`struct kw_allow_key`): another user,
/// cgroup, mount namespace, file or execution is decided anew. It is never made for a process that shows another file
/// than it executed. It ends with the generation, which moves on with policy and with every change of names.
final class AllowCache {
    private let map: Int32
    private let shared: SharedMemory
    /// The names of the entries that covered them.
    private var decisions: [(key: kw_allow_key, entry: String)] = []
    /// Accesses that were not sent because of decisions that have ended, by entry.
    private var counts: [String: UInt64] = [:]

    init(object: KernelObject, shared: SharedMemory) throws {
        map = bpf_map__fd(try object.map("allow_cache"))
        self.shared = shared
    }

    /// Does nothing where there is no room, or the record is none that may be decided in advance.
    func insert(_ record: KernelRecord, entry: String) {
        guard record.operation == .open, record.process.isItself, let identity = record.process.identity,
            decisions.count < Int(KW_ALLOW_MAX)
        else { return }
        var key = kw_allow_key(
            exec_id: identity.execID, file: kw_inode_id(record.file), cgroup_id: record.process.cgroupID,
            uid: record.process.uid, gid: record.process.gid, login_uid: record.process.loginUID ?? .max,
            mount_namespace: record.process.mountNamespace, generation: shared.pointer.pointee.generation,
            access: kw_access_bits(record.mode, record.flags))
        var value = kw_allow_value()
        if bpf_map_update_elem(map, &key, &value, UInt64(BPF_NOEXIST)) == 0 { decisions.append((key, entry)) }
    }

    /// Forgets every decision.
    func clear() {
        guard !decisions.isEmpty else { return }
        // First: what is not deleted yet matches no more.
        shared.pointer.pointee.generation &+= 1
        kw_wait_for_readers()
        for (key, entry) in decisions {
            counts[entry, default: 0] += count(of: key)
            var key = key
            bpf_map_delete_elem(map, &key)
        }
        decisions = []
    }

    /// Accesses that were not sent so far, by the entry that covered them.
    var filtered: [String: UInt64] {
        decisions.reduce(into: counts) { $0[$1.entry, default: 0] += count(of: $1.key) }.filter { $0.value > 0 }
    }

    private func count(of key: kw_allow_key) -> UInt64 {
        var key = key
        var value = kw_allow_value()
        return bpf_map_lookup_elem(map, &key, &value) == 0 ? value.count : 0
    }
}

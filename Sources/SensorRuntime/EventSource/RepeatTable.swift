// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import CSystemShim
import Glibc

/// The kernel half's count of accesses that are just like one it has sent.
///
/// Repeats are counted in windows. Moving on to the next window and waiting for the programs that still count in the old
/// one makes the old one's counts final, so that none is lost and none is read twice.
final class RepeatTable {
    struct Repeat: Equatable {
        /// Of the record that they are repeats of.
        var sequence: UInt64
        var count: UInt64
        /// Of the last one: CLOCK_BOOTTIME, nanoseconds.
        var lastTime: UInt64
    }

    private let map: Int32
    private let shared: SharedMemory

    init(object: KernelObject, shared: SharedMemory) throws {
        map = bpf_map__fd(try object.map("repeats"))
        self.shared = shared
    }

    /// Ends the window.
    ///
    /// - Returns: what was repeated in it and in those before. The first records of all of them are in the rings.
    func endWindow() -> [Repeat] {
        if isEmpty { return [] }
        shared.pointer.pointee.window &+= 1
        kw_wait_for_readers()
        let now = shared.pointer.pointee.window
        var repeats: [Repeat] = []
        for key in MapKeys.all(of: map, as: kw_repeat_key.self, zero: kw_repeat_key(), limit: 2 * Int(KW_REPEATS_MAX))
        where key.window != now {
            var key = key
            var value = kw_repeat_value()
            guard bpf_map_lookup_elem(map, &key, &value) == 0 else { continue }
            bpf_map_delete_elem(map, &key)
            if value.count > 0 {
                repeats.append(Repeat(sequence: value.sequence, count: value.count, lastTime: value.last_time))
            }
        }
        return repeats
    }

    private var isEmpty: Bool {
        var key = kw_repeat_key()
        return bpf_map_get_next_key(map, nil, &key) != 0
    }
}

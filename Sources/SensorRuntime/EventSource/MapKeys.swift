// SPDX-License-Identifier: Apache-2.0

import CLibBPF

/// The keys of a BPF hash map.
enum MapKeys {
    /// Those that are there now, at most `limit`. What other threads of the kernel add meanwhile may be missing.
    static func all<Key: BitwiseCopyable>(of map: Int32, as type: Key.Type, zero: Key, limit: Int) -> [Key] {
        var keys: [Key] = []
        var next = zero
        guard bpf_map_get_next_key(map, nil, &next) == 0 else { return [] }
        repeat {
            keys.append(next)
            var current = next
            guard bpf_map_get_next_key(map, &current, &next) == 0 else { break }
        } while keys.count < limit
        return keys
    }
}

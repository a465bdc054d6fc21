// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc

/// The kernel half's own accounting since it was loaded, summed over all processors.
///
/// Once the programs are detached and the rings read empty, for each ring `seen = delivered + lost` holds exactly.
package struct KernelCounters: Sendable, Equatable {
    package struct Ring: Sendable, Equatable {
        /// Accesses to protected files meant for this ring.
        package var seen: UInt64 = 0
        /// Records put into the ring.
        package var delivered: UInt64 = 0
        /// Records for which the ring had no room.
        package var lostFull: UInt64 = 0
    }

    package var secret = Ring()
    package var open = Ring()
    /// Inodes the kernel added to the protected set.
    package var learned: UInt64 = 0
    /// Inodes for which the protected set had no room; a file that lost its place could later be read unseen.
    package var learnFailed: UInt64 = 0
    /// Times a program was not run because the one it interrupted is the same (`recursion_misses`): accesses unseen,
    /// of protected files or others.
    package var skipped: UInt64 = 0

    package var seen: UInt64 { secret.seen + open.seen }
    package var delivered: UInt64 { secret.delivered + open.delivered }
    package var lost: UInt64 { secret.lostFull + open.lostFull }
}

extension KernelCounters {
    /// Of a kernel older than 5.12, which does not count them: 0.
    private static func recursionMisses(of program: OpaquePointer) -> UInt64 {
        var info = bpf_prog_info()
        var size = UInt32(MemoryLayout<bpf_prog_info>.size)
        memset(&info, 0, MemoryLayout<bpf_prog_info>.size)
        guard bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &size) == 0 else { return 0 }
        return info.recursion_misses
    }

    /// Reads the per-processor counters.
    init(from object: KernelObject) throws {
        let map = bpf_map__fd(try object.map("counters"))
        let processors = Int(libbpf_num_possible_cpus())
        guard processors > 0 else {
            throw KernelError(cause: "The number of processors cannot be read.", fix: "Mount /sys.")
        }
        func sum(_ counter: kw_counter) -> UInt64 {
            var values = [UInt64](repeating: 0, count: processors)
            var key = counter.rawValue
            guard bpf_map_lookup_elem(map, &key, &values) == 0 else { return 0 }
            return values.reduce(0, &+)
        }
        secret = Ring(
            seen: sum(KW_COUNTER_SEEN_SECRET), delivered: sum(KW_COUNTER_DELIVERED_SECRET),
            lostFull: sum(KW_COUNTER_LOST_SECRET_FULL))
        open = Ring(
            seen: sum(KW_COUNTER_SEEN_OPEN), delivered: sum(KW_COUNTER_DELIVERED_OPEN),
            lostFull: sum(KW_COUNTER_LOST_OPEN_FULL))
        learned = sum(KW_COUNTER_LEARNED)
        learnFailed = sum(KW_COUNTER_LEARN_FAILED)
        for hook in KernelObject.hooks { skipped += Self.recursionMisses(of: try object.program(hook.program)) }
    }
}

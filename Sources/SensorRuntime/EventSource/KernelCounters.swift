// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
package import Detection
import Glibc

/// The kernel half's own accounting since it was loaded, summed over all processors.
///
/// Once the programs are detached and the rings read empty, for each ring `seen = delivered + aggregated + filtered +
/// lost` holds exactly.
package struct KernelCounters: Sendable, Equatable {
    package struct Ring: Sendable, Equatable {
        /// Accesses to protected files meant for this ring.
        package var seen: UInt64 = 0
        /// Records put into the ring.
        package var delivered: UInt64 = 0
        /// Counted as repeats of a record instead.
        package var aggregated: UInt64 = 0
        /// Counted as covered by a decision that was made before.
        package var filtered: UInt64 = 0
        /// Records for which the ring had no room.
        package var lost: UInt64 = 0
    }

    package var secret = Ring()
    package var open = Ring()
    /// Inodes the kernel added to the protected set.
    package var learned: UInt64 = 0
    /// Inodes for which the protected set had no room; a file that lost its place could later be read unseen.
    package var learnFailed: UInt64 = 0
    /// Accesses that were sent one by one because the table of repeats was full.
    package var repeatsFull: UInt64 = 0
    /// Executions whose identity could not be kept; whoever is in one counts as unlisted.
    package var identityLost: UInt64 = 0
    /// Times a program was not run because the one it interrupted is the same (`recursion_misses`): accesses unseen,
    /// of protected files or others.
    package var skipped: UInt64 = 0

    package func sum(_ count: KeyPath<Ring, UInt64>) -> UInt64 { secret[keyPath: count] + open[keyPath: count] }
}

extension KernelCounters {
    /// Everything that may be missing, by its cause; what is zero is left out.
    package var losses: [LossCause: UInt64] {
        [
            .ringSecret: secret.lost, .ringOpen: open.lost, .skipped: skipped, .learn: learnFailed,
            .identity: identityLost,
        ].filter { $0.value > 0 }
    }

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
        func sum(_ counter: UInt32) -> UInt64 {
            var values = [UInt64](repeating: 0, count: processors)
            var key = counter
            guard bpf_map_lookup_elem(map, &key, &values) == 0 else { return 0 }
            return values.reduce(0, &+)
        }
        func ring(_ ring: kw_ring) -> Ring {
            func of(_ counter: kw_counter) -> UInt64 { sum(counter.rawValue + ring.rawValue) }
            return Ring(
                seen: of(KW_COUNTER_SEEN), delivered: of(KW_COUNTER_DELIVERED), aggregated: of(KW_COUNTER_AGGREGATED),
                filtered: of(KW_COUNTER_FILTERED), lost: of(KW_COUNTER_LOST))
        }
        secret = ring(KW_RING_SECRET)
        open = ring(KW_RING_OPEN)
        learned = sum(KW_COUNTER_LEARNED.rawValue)
        learnFailed = sum(KW_COUNTER_LEARN_FAILED.rawValue)
        repeatsFull = sum(KW_COUNTER_REPEATS_FULL.rawValue)
        identityLost = sum(KW_COUNTER_IDENTITY_LOST.rawValue)
        for name in object.programs { skipped += Self.recursionMisses(of: try object.program(name)) }
    }
}

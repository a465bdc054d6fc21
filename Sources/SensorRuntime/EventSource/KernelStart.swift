// SPDX-License-Identifier: Apache-2.0

import CLibBPF
import SensorEvents

/// Loads, attaches and proves the kernel half: the best level that this kernel really has.
package struct KernelStart {
    /// At work, its hooks proven.
    package let source: KernelSource
    package let canary: Canary
    /// Where the records of the proof went.
    let totals: SensorTotals

    /// - Parameters:
    ///   - choice: which hooks may be used.
    ///   - objectBytes: nil for the embedded object.
    ///   - directory: where the canary is made.
    ///   - note: takes a sentence about each level that this kernel turned out not to have.
    /// - Throws: KernelError, that of the best level, if none works.
    package init(
        _ choice: HookChoice, objectBytes: [UInt8]? = nil, directory: String, note: (String) -> Void
    ) throws {
        let bytes = try objectBytes ?? KernelSource.embeddedObject()
        let isPreemptible = MachineFacts.read().isPreemptible
        var plans = KernelLevel.plans(
            for: choice, hasTaskStorage: Self.hasTaskStorage, isPreemptible: isPreemptible)
        var first: (any Error)?
        while !plans.isEmpty {
            let level = plans.removeFirst()
            do {
                (source, canary, totals) = try Self.attempt(level, bytes, directory)
                if isPreemptible && level.family != .lsm {
                    note(
                        "this kernel may interrupt the sensor's programs, and then skips them for others on that "
                            + "processor: accesses are missed under load, and counted as lost_skipped. Boot with bpf "
                            + "among lsm=, or with preempt=voluntary where the kernel has it.")
                }
                return
            } catch let error as KernelError where error.isOfThisLevel {
                first = first ?? error
                if let lesser = Self.without(level, error) {
                    plans.insert(lesser, at: 0)
                } else if !plans.isEmpty {
                    note("\(level.description): not on this kernel. \(error.cause)")
                }
            }
        }
        throw first ?? KernelError(cause: "No level was tried.")
    }

    private static func attempt(
        _ level: KernelLevel, _ bytes: [UInt8], _ directory: String
    ) throws -> (KernelSource, Canary, SensorTotals) {
        let source = try KernelSource(objectBytes: bytes, level: level)
        let canary = try Canary(directory: directory, source: source)
        try source.attach()
        var totals = SensorTotals()
        try canary.prove {
            try source.consume { bytes in
                totals.received += 1
                // Nothing else is protected yet.
                if let record = try? KernelRecordDecoder.decode(bytes), canary.note(record) {
                    totals.canary += 1
                } else {
                    totals.undecodable += 1
                }
            }
        }
        return (source, canary, totals)
    }

    /// The same level without an optional function that the error is about; nil if it is about none.
    private static func without(_ level: KernelLevel, _ error: KernelError) -> KernelLevel? {
        let missing = Hook.all.first {
            $0.isOptional && !level.without.contains($0.function)
                && (error.detail.contains("'\($0.function)'") || error.cause.contains($0.program(for: level.family)))
        }
        guard let missing else { return nil }
        var lesser = level
        lesser.without.insert(missing.function)
        return lesser
    }

    /// The kernel takes a map of that kind; that its programs may use it shows when they are loaded.
    private static var hasTaskStorage: Bool {
        libbpf_probe_bpf_map_type(BPF_MAP_TYPE_TASK_STORAGE, nil) == 1
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Gathers what a scan meets: asks the kernel for identities in batches, and settles which name an identity has.
final class ProtectedSetCollection {
    /// Something met, before its identity is known.
    struct Candidate {
        var file: FileDescriptor
        var path: String
        var kind: ProtectedEntry.Kind
        var depth = 0
        var isSecret: Bool
    }

    private let limits: ProtectedSetScanner.Limits
    private let identity: ProtectedSetScanner.Identity
    private let previous: [InodeID: ProtectedEntry]
    private var pending: [Candidate] = []
    private var entries: [InodeID: ProtectedEntry] = [:]
    private var warnings: [String] = []
    private var skipped = 0
    private var overLimit = 0
    private var unprotected: [UnprotectedName] = []
    private var unlisted = 0

    init(
        previous: ProtectedSet, limits: ProtectedSetScanner.Limits, identity: @escaping ProtectedSetScanner.Identity
    ) {
        self.previous = Dictionary(previous.entries.map { ($0.id, $0) }) { first, _ in first }
        self.limits = limits
        self.identity = identity
    }

    func add(_ candidate: Candidate) throws {
        pending.append(candidate)
        if pending.count >= limits.batch { try identify() }
    }

    func skip(_ count: Int, _ warning: String) {
        skipped += count
        warnings.append(warning)
    }

    /// Lists a name that a warning is about.
    func list(_ name: UnprotectedName) {
        if unprotected.count < limits.unprotected { unprotected.append(name) } else { unlisted += 1 }
    }

    func finish() throws -> ProtectedSet {
        try identify()
        if overLimit > 0 {
            skip(
                overLimit,
                "\(overLimit) files are not protected: the limit of \(limits.entries) is reached. Narrow the profiles.")
        }
        let sorted = entries.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return ProtectedSet(
            entries: sorted, warnings: warnings, skipped: skipped, unprotected: unprotected, unlisted: unlisted)
    }

    private func identify() throws {
        if pending.isEmpty { return }
        let ids = try withExtendedLifetime(pending) { try identity(pending.map(\.file.number)) }
        for (index, candidate) in pending.enumerated() {
            if index < ids.count, let id = ids[index] {
                settle(candidate, id)
            } else {
                let warning =
                    "\(candidate.path) is not protected: the kernel did not show it to the sensor. "
                    + "It is tried again at the next change."
                skip(1, warning)
                list(candidate, warning)
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func settle(_ candidate: Candidate, _ id: InodeID) {
        var entry = ProtectedEntry(
            path: candidate.path, id: id, kind: candidate.kind, depth: candidate.depth, isSecret: candidate.isSecret)
        guard let other = entries[id] else {
            if entries.count < limits.entries {
                entries[id] = entry
            } else {
                overLimit += 1
                list(
                    candidate,
                    "\(candidate.path) is not protected: the limit of \(limits.entries) is reached. "
                        + "Narrow the profiles.")
            }
            return
        }
        let isBetter = entry.isSecret == other.isSecret ? previous[id]?.path == entry.path : entry.isSecret
        if !isBetter { entry = other }
        entries[id] = entry
    }

    private func list(_ candidate: Candidate, _ reason: String) {
        list(
            UnprotectedName(
                path: KernelString(candidate.path), isDirectory: candidate.kind == .directory, reason: reason))
    }
}

// SPDX-License-Identifier: Apache-2.0

import CSystemShim
package import Detection
import Glibc
import SensorEvents

/// The node half at work: ring, decode, enrich, judge, deliver, on one thread.
///
/// `arm()` first; then call `serve(on:)` and run the loop, or `pump()` by hand; `finish()` at the end.
package final class Sensor {
    /// From a change below a protected tree to the look at it. Files in known folders need none: the kernel has them.
    private static let rescanDelaySeconds = 0.01

    private let options: SensorOptions
    private let detector: Detector
    private let deliver: (Alert) throws -> Void
    private let capture: CaptureFile?
    private let log: (String) -> Void
    private let state: StateDirectory
    private let source: KernelSource
    private let keeper: ProtectedSetKeeper
    private let enricher: Enricher
    private let canary: Canary
    private var gaps = SequenceGaps()
    private var isRescanScheduled = false
    private let started = EventLoop.now()
    package private(set) var totals = SensorTotals()

    /// Loads everything; nothing is attached yet.
    ///
    /// - Parameters:
    ///   - deliver: takes each alert; what it throws is counted and logged, and the sensor goes on.
    ///   - log: takes one sentence for the operator at a time.
    /// - Throws: KernelError, StateError or SystemError, each a sentence with its fix.
    package init(
        options: SensorOptions, detector: Detector, capture: CaptureFile? = nil,
        deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) throws {
        self.options = options
        self.detector = detector
        self.capture = capture
        self.deliver = deliver
        self.log = log
        state = try StateDirectory(path: options.stateDirectory)
        let root = try HostRoot(options.root)
        source = try KernelSource(objectBytes: options.kernelObject)
        keeper = ProtectedSetKeeper(root: root, policy: options.policy, source: source, warn: log)
        canary = try Canary(directory: state.path, source: source)
        enricher = try Enricher(options: options, root: root, source: source)
    }

    /// Fills the protected set, attaches, and proves each hook with the canary.
    ///
    /// The set is filled before the hooks are there and looked at again after, so that nothing that happens in between
    /// is missed.
    package func arm() throws {
        try rescan()
        try capture?.begin(
            host: enricher.composer.host, context: options.context, policy: options.policy, protected: keeper.current)
        try source.attach()
        try canary.prove { try pump() }
        try rescan()
        if keeper.fileCount == 0 {
            log(
                "there is nothing to protect yet: no credential file of any profile exists below \(options.root). "
                    + "Watching for one to appear.")
        }
        // libbpf has read the kernel's whole type information, 5 MB and more, and let go of it.
        kw_release_free_memory()
    }

    /// Credential files protected now.
    package var protectedCount: Int { keeper.fileCount }

    /// Puts the sensor's descriptors and timers onto a loop.
    package func serve(on loop: EventLoop) {
        loop.watch(source.descriptor) { [unowned self] in try self.pump() }
        if let changes = keeper.descriptor {
            loop.watch(changes) { [unowned self, unowned loop] in
                if self.keeper.sawChanges() { self.scheduleRescan(on: loop) }
            }
        }
        loop.every(seconds: options.rescanSeconds) { [unowned self] in try self.tick() }
        loop.every(seconds: Double(TreeWatcher.rescanSeconds)) { [unowned self] in
            if self.keeper.isDegraded { try self.tick() }
        }
    }

    /// Handles every record that waits.
    package func pump() throws {
        try source.consume(receive)
    }

    /// Detaches and handles what is left in the rings.
    ///
    /// - Returns: the totals.
    package func finish() throws -> String {
        source.detach()
        try pump()
        let seconds = (EventLoop.now() - started) / 1_000_000_000
        return totals.line(kernel: try source.counters(), seconds: seconds)
    }

    /// A burst of changes, which may be an attacker's, asks for one look and not for one each.
    private func scheduleRescan(on loop: EventLoop) {
        guard !isRescanScheduled else { return }
        isRescanScheduled = true
        loop.after(seconds: Self.rescanDelaySeconds) { [unowned self] in
            self.isRescanScheduled = false
            try self.rescan()
        }
    }

    private func tick() throws {
        enricher.composer.host.wallClockOffset = HostFacts.currentWallClockOffset()
        try rescan()
    }

    private func rescan() throws {
        try keeper.rescan()
        enricher.paths = keeper.paths
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) {
        totals.received += 1
        let record: KernelRecord
        do {
            record = try KernelRecordDecoder.decode(bytes)
        } catch {
            totals.undecodable += 1
            log("a record of \(bytes.count) bytes from the kernel cannot be read: \(error)")
            return
        }
        let missing = gaps.note(record)
        if canary.note(record) {
            totals.canary += 1
            return
        }
        totals.events += 1
        let event = enricher.fileEvent(from: record)
        follow(record, event)
        handle(event, loss: missing == 0 ? nil : lossNow())
    }

    private func handle(_ event: FileEvent, loss: AlertLoss?) {
        do {
            try capture?.append(event)
        } catch {
            log("the capture cannot be written: \(error)")
        }
        let verdict = detector.detect(event, upstream: UpstreamVerdicts.of(event), loss: loss)
        switch verdict.disposition {
        case .notACredential: totals.notCredential += 1
        case .allowed: totals.allowed += 1
        case .quiet: totals.quiet += 1
        case .alerted: totals.alerted += 1
        }
        guard let alert = verdict.alert else { return }
        do {
            try deliver(alert)
        } catch {
            totals.undelivered += 1
            log("an alert could not be delivered: \(error)")
        }
    }

    /// Keeps the protected set true to what a record says: a moved credential stays protected by itself, and what is no
    /// credential is let go of.
    private func follow(_ record: KernelRecord, _ event: FileEvent) {
        let names = [event.file.pathname, event.file.oldPath, event.file.newPath].compactMap { $0?.text }
        guard let path = names.first(where: { options.policy.classify($0) != nil }) else {
            let learned = [record.match, record.newMatch].contains {
                $0.map { $0.kind == .learned || $0.level > 0 } ?? false
            }
            if learned && !event.file.isDirectory { keeper.forget(record.file) }
            return
        }
        guard record.operation == .rename, !event.file.isDirectory else { return }
        do {
            try keeper.protectMoved(record.file, path: path)
            enricher.paths = keeper.paths
        } catch {
            log("\(path) may lose its protection where it was moved to: \(error)")
        }
    }

    private func lossNow() -> AlertLoss? {
        guard let lost = try? source.counters().lost, let fresh = gaps.freshLoss(total: lost) else { return nil }
        return AlertLoss(cause: "ring", count: fresh)
    }
}

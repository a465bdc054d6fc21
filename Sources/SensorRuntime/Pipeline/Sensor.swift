// SPDX-License-Identifier: Apache-2.0

import CSystemShim
package import Detection
import Glibc
import SensorEvents

/// The node half at work: ring, decode, enrich, judge, deliver, on one thread.
///
/// `arm()` first; then call `serve(on:)` and run the loop, or `pump()` by hand; `finish()` at the end.
package final class Sensor {
    /// The kernel half counts repeats for so long before they are told.
    private static let windowSeconds = 1.0

    private let options: SensorOptions
    private let detector: Detector
    private let deliver: (Alert) throws -> Void
    private let correlation: LiveCorrelation?
    private let capture: CaptureFile?
    private let log: (String) -> Void
    private let state: StateDirectory
    private let source: KernelSource
    private let canary: Canary
    private let keeper: ProtectedSetKeeper
    private let enricher: Enricher
    private let mounts: MountWatch?
    private let credentials: CredentialStore
    /// What the capture was last told of them.
    private var captured: [Credential] = []
    /// nil where procfs does not show this process.
    private let itself: OwnProcess?
    private var losses = LossLedger()
    private var remembered = RememberedEvents()
    private var rescans = RescanPace()
    private var isWindowOpen = false
    private var loop: EventLoop?
    private let started = EventLoop.now()
    package private(set) var totals: SensorTotals

    /// Loads and attaches the kernel half, and proves each hook with the canary; nothing else is protected yet.
    ///
    /// - Parameters:
    ///   - deliver: takes each alert; what it throws is counted and logged, and the sensor goes on.
    ///   - log: takes one sentence for the operator at a time.
    /// - Throws: KernelError, StateError or SystemError, each a sentence with its fix.
    package init(
        options: SensorOptions, detector: Detector, correlation: LiveCorrelation? = nil, capture: CaptureFile? = nil,
        deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) throws {
        self.options = options
        self.detector = detector
        self.correlation = correlation
        self.capture = capture
        self.deliver = deliver
        self.log = log
        state = try StateDirectory(path: options.stateDirectory)
        let root = try HostRoot(options.root)
        let start = try KernelStart(
            options.hook, objectBytes: options.kernelObject, directory: state.path, note: log)
        source = start.source
        canary = start.canary
        totals = start.totals
        keeper = ProtectedSetKeeper(root: root, policy: options.policy, source: source, warn: log)
        enricher = try Enricher(options: options, root: root, source: source)
        mounts = MountWatch(procfs: options.procfs)
        credentials = CredentialStore(
            root: root, policy: options.policy,
            reader: CredentialReader(root: root, policy: options.policy, procfs: options.procfs))
        itself = options.judgesItself ? nil : OwnProcess(procfs: options.procfs)
    }

    /// Fills the protected set. The hooks are at work: each file is protected from the moment it is in the set.
    package func arm() throws {
        rescans.begin(now: EventLoop.now())
        try look()
        learnAddresses()
        try readCredentials()
        try capture?.begin(
            host: enricher.composer.host, level: source.level.name, context: options.context, policy: options.policy,
            protected: keeper.current, credentials: credentials.current,
            addresses: NodeAddresses(procfs: options.procfs))
        rescans.end(now: EventLoop.now())
        try pump()
        if keeper.fileCount == 0 {
            log(
                "there is nothing to protect yet: no credential file of any profile exists below \(options.root). "
                    + "Watching for one to appear.")
        }
        for function in source.level.without.sorted() {
            log(
                "this kernel has no \(function): bind mounts of protected files are not reported, reads through them are."
            )
        }
        // libbpf has read the kernel's whole type information, 5 MB and more, and let go of it.
        kw_release_free_memory()
    }

    /// Credential files protected now.
    package var protectedCount: Int { keeper.fileCount }

    /// What is used of this kernel, as in `armed level=`.
    package var level: KernelLevel { source.level }

    /// Puts the sensor's descriptors and timers onto a loop.
    package func serve(on loop: EventLoop) {
        self.loop = loop
        loop.watch(source.descriptor) { [unowned self] in try self.pump() }
        if let changes = keeper.descriptor {
            loop.watch(changes) { [unowned self] in
                if self.keeper.sawChanges() { self.scheduleRescan() }
            }
        }
        if let mounts {
            loop.watch(mounts.descriptor, for: POLLPRI) { [unowned self] in
                self.keeper.ignoreNothing()
                self.scheduleRescan()
            }
        }
        loop.every(seconds: options.rescanSeconds) { [unowned self] in try self.tick() }
        loop.every(seconds: Double(TreeWatcher.rescanSeconds)) { [unowned self] in
            if self.keeper.isDegraded { try self.tick() }
        }
        openWindow()
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
        try endWindow()
        for (entry, count) in source.filtered.sorted(by: { $0.key < $1.key }) {
            log("\(count) further accesses that the entry \(entry) covers were counted and not looked at")
        }
        let seconds = (EventLoop.now() - started) / 1_000_000_000
        return totals.line(kernel: try source.counters(), seconds: seconds)
    }

    /// A burst of changes, which may be an attacker's, asks for one look and not for one each.
    private func scheduleRescan() {
        guard let loop, let delay = rescans.delay(now: EventLoop.now()) else { return }
        loop.after(seconds: delay) { [unowned self] in try self.rescan() }
    }

    private func tick() throws {
        enricher.composer.host.wallClockOffset = HostFacts.currentWallClockOffset()
        learnAddresses()
        try rescan()
    }

    private func rescan() throws {
        rescans.begin(now: EventLoop.now())
        try look()
        try readCredentials()
        rescans.end(now: EventLoop.now())
    }

    /// Learns whose the protected files are. The sensor's own reads come back through the rings, which are emptied
    /// meanwhile.
    private func readCredentials() throws {
        try credentials.refresh(keeper.current.entries) { try pump() }
        tellCredentials()
        if credentials.unread > 0 {
            log(
                "whose \(credentials.unread) files are is not known: over \(CredentialStore.maximumFiles). They are "
                    + "protected all the same. Narrow the profiles.")
        }
    }

    /// Tells the correlation and the capture whose the files are by now.
    private func tellCredentials() {
        let current = credentials.current
        guard current != captured else { return }
        captured = current
        if let correlation { deliver(correlation.know(current, host: options.context.hostname)) }
        do {
            try capture?.append(current)
        } catch {
            log("the capture cannot be written: \(error)")
        }
    }

    private func look() throws {
        if try keeper.rescan() { source.forgetDecisions() }
        enricher.paths = keeper.paths
    }

    /// There is something that may be repeated: what is will be told at the end of the window.
    private func openWindow() {
        guard let loop, !isWindowOpen else { return }
        isWindowOpen = true
        loop.after(seconds: Self.windowSeconds) { [unowned self] in
            self.isWindowOpen = false
            try self.endWindow()
        }
    }

    private func endWindow() throws {
        let repeats = source.endWindow()
        // The first record of each is in a ring by now.
        try pump()
        for one in repeats {
            if remembered.isOwn(one.sequence) {
                totals.repeatsOwn += one.count
                continue
            }
            guard var event = remembered[one.sequence] else {
                totals.repeatsUntold += one.count
                continue
            }
            event.repeats = one.count
            event.time = enricher.composer.time(atBoot: one.lastTime)
            totals.repeatEvents += 1
            totals.repeatsTold += one.count
            totals.events += 1
            handle(event)
        }
        remembered.endWindow()
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
        if canary.note(record) {
            totals.canary += 1
            return
        }
        // The sensor reads the certificates, kubeconfigs and tokens that it protects. That cannot hide a thief: process id
        // and start time are this very execution's as the kernel knows it, not what a process says of itself, and whoever
        // makes this process read for them owns it already. Anything but plain reading is judged all the same.
        if itself?.read(record) == true {
            totals.own += 1
            remembered.addOwn(sequence: record.sequence)
            openWindow()
            return
        }
        totals.events += 1
        var event = enricher.fileEvent(from: record)
        event.credentials = credentials.credentials(
            of: event, atBoot: record.bootTime, devices: keeper.fileSystems(on: event.file.pathname.text))
        if record.operation == .open {
            remembered.add(event, sequence: record.sequence)
            openWindow()
        }
        follow(record, event)
        if case .allowed(let entry) = handle(event), options.policy.isLasting(entry: entry) {
            source.allow(record, entry: entry)
        }
    }

    @discardableResult
    private func handle(_ event: FileEvent) -> DetectorVerdict.Disposition {
        do {
            try capture?.append(event)
        } catch {
            log("the capture cannot be written: \(error)")
        }
        let verdict = detector.detect(event, upstream: UpstreamVerdicts.of(event))
        switch verdict.disposition {
        case .notACredential: totals.notCredential += 1
        case .allowed: totals.allowed += 1
        case .quiet: totals.quiet += 1
        case .alerted: totals.alerted += 1
        }
        guard var alert = verdict.alert else { return verdict.disposition }
        // Not in one that nobody will see.
        if alert.severity >= options.minimumSeverity, let counters = try? source.counters() {
            alert.loss = AlertLoss(causes: losses.fresh(counters.losses))
        }
        deliver(correlation?.alerts(for: event, alert) ?? [alert])
        return verdict.disposition
    }

    private func deliver(_ alerts: [Alert]) {
        for alert in alerts {
            do {
                try deliver(alert)
                correlation?.delivered(alert)
            } catch {
                totals.undelivered += 1
                log("an alert could not be delivered: \(error)")
            }
        }
    }

    /// Where the credentials of this node are used from by right. Pods come and go, and their addresses with them.
    private func learnAddresses() {
        guard let correlation else { return }
        deliver(correlation.know(NodeAddresses(procfs: options.procfs), host: options.context.hostname))
    }

    /// Keeps the protected set true to what a record says: a credential that was met below a directory, or moved, is
    /// protected by itself from now on, and what is no credential is let go of. Where names change, what was decided
    /// before is not applied any more.
    private func follow(_ record: KernelRecord, _ event: FileEvent) {
        if record.operation != .open {
            source.forgetDecisions()
            if event.file.isDirectory { keeper.ignoreNothing() }
        }
        guard !event.file.isDirectory, event.file.isBlockDevice != true, record.operation != .mount else { return }
        let isLearned = [record.match, record.newMatch].contains {
            $0.map { $0.kind == .learned || $0.level > 0 } ?? false
        }
        let names = [event.file.pathname, event.file.oldPath, event.file.newPath].compactMap { $0?.text }
        guard let path = names.first(where: { options.policy.classify($0) != nil }) else {
            // A name that is not certain says nothing: it may be a credential that has left.
            guard isLearned, !event.missing.contains("file.pathname") else { return }
            if record.operation == .open { keeper.ignore(record) } else { keeper.forget(record.file) }
            return
        }
        guard [.rename, .link].contains(record.operation) || (record.operation == .open && isLearned) else { return }
        do {
            try keeper.protectMoved(record.file, path: path)
            enricher.paths = keeper.paths
        } catch {
            log("\(path) may lose its protection where it was moved to: \(error)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents

/// Keeps the kernel's protected set in step with the files that exist.
final class ProtectedSetKeeper {
    private let source: KernelSource
    private let scanner: ProtectedSetScanner
    private let watcher: TreeWatcher
    private let policy: Policy
    private let warn: (String) -> Void
    private let expectation: ExpectationPlan
    private let blockDevices: BlockDevices
    private let root: HostRoot
    private(set) var current = ProtectedSet()
    private(set) var paths = ProtectedPaths()
    private var warned: Set<String> = []
    private var ignored = IgnoredFiles()
    /// File systems whose block devices are protected, and which lie on each of those.
    private var devices: Set<UInt32> = []
    private var fileSystems: [String: Set<UInt32>] = [:]

    init(root: HostRoot, policy: Policy, source: KernelSource, warn: @escaping (String) -> Void) {
        self.source = source
        self.policy = policy
        self.warn = warn
        self.root = root
        scanner = ProtectedSetScanner(root: root, policy: policy) { try source.identities(of: $0) }
        watcher = TreeWatcher(root: root)
        expectation = ExpectationPlan(trees: policy.trees)
        blockDevices = BlockDevices()
    }

    /// To be polled for reading; nil where inotify is not available.
    var descriptor: Int32? { watcher.descriptor }

    /// Whether changes come late because inotify ran out.
    var isDegraded: Bool { watcher.degradation != nil }

    /// Credential files protected now.
    var fileCount: Int { current.entries.count { $0.kind == .file } }

    /// Takes what inotify has to say; true if a rescan is due.
    func sawChanges() -> Bool {
        watcher.drain()
    }

    /// Looks at the trees again and gives the kernel what is new.
    ///
    /// Watches are set before the scan, so that what appears in between is noticed. Nothing is taken out of the kernel's
    /// set because its name is gone: whoever moves a key away would make it readable unseen.
    ///
    /// - Returns: whether anything has changed.
    @discardableResult
    func rescan() throws -> Bool {
        watcher.rewatch(watchedDirectories(current))
        expect()
        let next = try scanner.scan(after: current)
        let numbers = paths.assign(next)
        let difference = ProtectedSetDiff(from: current, to: next)
        for entry in difference.added + difference.changed {
            guard let number = numbers[entry.id] else { continue }
            do {
                try protect(entry, number: number)
            } catch {
                warnOnce("\(entry.path) is not protected: \(error)")
            }
        }
        current = next
        protectDevices(of: difference.added)
        for warning in next.warnings { warnOnce(warning) }
        if let degradation = watcher.degradation { warnOnce(degradation) }
        if !difference.added.isEmpty { watcher.rewatch(watchedDirectories(next)) }
        return !difference.isEmpty
    }

    /// Keeps a file that was seen under a credential's name protected by itself, wherever it goes.
    func protectMoved(_ id: InodeID, path: String) throws {
        guard let file = policy.classify(path) else { return }
        let entry = ProtectedEntry(path: path, id: id, kind: .file, isSecret: file.credentialClass.isSecret)
        let numbers = paths.assign(ProtectedSet(entries: [entry]))
        guard let number = numbers[id] else { return }
        try protect(entry, number: number)
    }

    /// Takes back what the kernel learned of a file that no profile names.
    func forget(_ id: InodeID) {
        ignored.remove(id)
        source.unprotect(id)
    }

    /// Has the kernel say nothing more of a file below a protected directory that no profile names, until a name changes.
    func ignore(_ record: KernelRecord) {
        guard (try? source.ignore(record)) == true else { return }
        if let replaced = ignored.insert(record.file) { source.unprotect(replaced) }
    }

    /// A directory has another name, or something is mounted: what was no credential may be one now.
    func ignoreNothing() {
        for id in ignored.removeAll() { source.unprotect(id) }
    }

    private func protect(_ entry: ProtectedEntry, number: UInt32) throws {
        ignored.remove(entry.id)
        switch entry.kind {
        case .file: try source.protectFile(entry.id, entry: number, secret: entry.isSecret)
        case .directory:
            try source.protectDirectory(entry.id, entry: number, depth: UInt8(clamping: entry.depth))
        case .device: break
        }
    }

    /// Tells the kernel which directories are above the trees, and what it must take for a tree when it appears there.
    private func expect() {
        do {
            try expectation.apply(to: source, root: root, paths: &paths)
        } catch {
            warnOnce("a tree that is made later may be noticed late: \(error)")
        }
    }

    /// The file systems with protected files on a block device (`/dev/vda1`).
    func fileSystems(on device: String) -> Set<UInt32> { fileSystems[device] ?? [] }

    private func protectDevices(of entries: [ProtectedEntry]) {
        for device in Set(entries.map(\.id.device)).subtracting(devices) {
            devices.insert(device)
            for one in blockDevices.under(device) {
                fileSystems["/dev/\(one.name)", default: []].insert(device)
                do {
                    try source.protectDevice(one.number, entry: paths.number(of: "/dev/\(one.name)", kind: .device))
                } catch {
                    warnOnce("/dev/\(one.name) is not protected: \(error)")
                }
            }
        }
    }

    private func watchedDirectories(_ set: ProtectedSet) -> [String] {
        Array(Set(set.directories + policy.directories.map(\.path)))
    }

    private func warnOnce(_ warning: String) {
        // Bounded by the number of paths a scan can warn about; kept so that a rescan does not repeat itself.
        if warned.count < 1024, warned.insert(warning).inserted { warn(warning) }
    }
}

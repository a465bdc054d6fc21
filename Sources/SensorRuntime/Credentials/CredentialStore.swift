// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Whose each protected file is, known before anybody takes one.
///
/// What was known stays when a file is removed or replaced, because a theft is told of after it happened.
package final class CredentialStore {
    /// Files whose identity is kept; at about 1 KB each, 4 MB.
    package static let maximumFiles = 4096
    /// Identities kept of one file, the newest of them.
    private static let maximumVersions = 4
    /// Files read between two refreshes because they were accessed before one had met them.
    private static let maximumLateReads = 64

    private struct Version {
        /// The inode that was read.
        var id: InodeID?
        /// Boot-time nanoseconds at which it had been read.
        var since: UInt64
        var credentials: [Credential]
    }

    private struct Known {
        var path: String
        var file: CredentialFile
        /// What each file that it was learned from was; nil for one that does not exist.
        var sources: [(path: String, status: FileStatus?)]
        /// It is asked again at each refresh (`CredentialReading.isUnsettled`).
        var isUnsettled: Bool
        /// The newest last.
        var versions: [Version]
        /// The refresh that last met the file.
        var met: UInt64
    }

    private let root: HostRoot
    private let policy: Policy
    private let reader: CredentialReader
    private let now: () -> UInt64
    /// By the bytes of the path: `String` would take two files whose names are canonically equivalent for one.
    private var known: [[UInt8]: Known] = [:]
    private var refreshes: UInt64 = 0
    private var lateReads = 0
    /// Files that the last refresh had no room for.
    package private(set) var unread = 0

    /// - Parameter now: boot-time nanoseconds.
    package init(
        root: HostRoot, policy: Policy, reader: CredentialReader,
        now: @escaping () -> UInt64 = HostFacts.currentBootTime
    ) {
        self.root = root
        self.policy = policy
        self.reader = reader
        self.now = now
    }

    /// Reads the files that are new, and those that have changed or were learned from one that has.
    ///
    /// - Parameter afterEach: called after each file that was read.
    package func refresh(_ entries: [ProtectedEntry], afterEach: () throws -> Void = {}) rethrows {
        refreshes += 1
        lateReads = 0
        unread = 0
        reader.forgetFlags()
        for entry in entries where entry.kind == .file {
            guard let file = policy.classify(entry.path) else { continue }
            if update(entry.path, id: entry.id, as: file) { try afterEach() }
        }
    }

    /// - Returns: whether the file was read.
    private func update(_ path: String, id: InodeID?, as file: CredentialFile) -> Bool {
        let key = Array(path.utf8)
        if let old = known[key], old.file == file, !old.isUnsettled, id == nil || old.versions.last?.id == id,
            old.sources.allSatisfy({ status(of: $0.path) == $0.status })
        {
            known[key]?.met = refreshes
            return false
        }
        guard known[key] != nil || makeRoom() else {
            unread += 1
            return false
        }
        // Before it is read: a change while it is read is then seen as one.
        let before = status(of: path)
        let reading = reader.read(path, as: file)
        var sources = reading.sources.map { (path: $0, status: status(of: $0)) }
        sources[0].status = before
        var versions = known[key]?.versions ?? []
        // What says the same again takes no place, so that touching a file does not push out what was known of it.
        if versions.last?.id != id || versions.last?.credentials != reading.credentials {
            versions.append(Version(id: id, since: now(), credentials: reading.credentials))
        }
        known[key] = Known(
            path: path, file: file, sources: sources, isUnsettled: reading.isUnsettled,
            versions: versions.suffix(Self.maximumVersions), met: refreshes)
        return true
    }

    private func status(of path: String) -> FileStatus? {
        guard let file = try? root.locate(path) else { return nil }
        return try? file.status()
    }

    /// Lets go of what has been gone for longest.
    private func makeRoom() -> Bool {
        if known.count < Self.maximumFiles { return true }
        guard let oldest = known.min(by: { $0.value.met < $1.value.met }), oldest.value.met < refreshes - 1 else {
            return false
        }
        known[oldest.key] = nil
        return true
    }

    /// What the files hold that the last refresh met, as far as the audit log has names for it.
    package var current: [Credential] {
        known.values.filter { $0.met == refreshes }.flatMap { $0.versions.last?.credentials ?? [] }
            .filter { $0.credentialID != nil }.sorted { ($0.credentialID ?? "") < ($1.credentialID ?? "") }
    }

    /// Whose the file of an event is, as it was known before the access; of a directory or a disk, whose the secret files
    /// on it are.
    ///
    /// - Parameters:
    ///   - time: of the access, boot-time nanoseconds.
    ///   - devices: of a block device: the file systems on it.
    /// - Returns: nil if policy knows no credential file in it.
    package func credentials(of event: FileEvent, atBoot time: UInt64, devices: Set<UInt32> = []) -> [Credential]? {
        let facts = event.file
        var found: [Credential] = []
        if facts.isBlockDevice == true {
            found = several(time) { known in known.versions.last?.id.map { devices.contains($0.device) } ?? false }
        } else {
            var paths: [KernelString] = []
            for path in [facts.pathname, facts.oldPath, facts.newPath].compactMap(\.self) where !paths.contains(path) {
                paths.append(path)
            }
            if facts.isDirectory {
                let prefixes = paths.map { $0.bytes + [UInt8(ascii: "/")] }
                found = several(time) { known in prefixes.contains { known.path.utf8.starts(with: $0) } }
            } else {
                for path in paths {
                    found += one(path, ids: [facts.id, facts.replaced].compactMap(\.self), time)
                }
            }
        }
        let distinct = Self.distinct(found)
        return distinct.isEmpty ? nil : Array(distinct.prefix(FileEvent.maximumCredentials))
    }

    private func one(_ path: KernelString, ids: [InodeID], _ time: UInt64) -> [Credential] {
        guard let file = policy.classify(path) else { return [] }
        if let known = known[path.bytes] { return Self.version(of: known, ids: ids, time) }
        guard file.credentialClass != .datastore else { return [] }
        guard lateReads < Self.maximumLateReads, path.raw == nil, makeRoom() else {
            var credential = Credential.unknown("it had not been read when it was accessed")
            credential.component = file.component
            return [credential]
        }
        lateReads += 1
        // It appeared after the last refresh. What it is now is the best that can be said.
        _ = update(path.text, id: nil, as: file)
        return known[path.bytes]?.versions.last?.credentials ?? []
    }

    /// The one in force at that time; of a file that was read only after it, the one of that very inode.
    private static func version(of known: Known, ids: [InodeID], _ time: UInt64) -> [Credential] {
        let before = known.versions.filter { $0.since <= time }
        let same = { (version: Version) in version.id.map(ids.contains) ?? false }
        let version =
            before.last(where: same) ?? known.versions.first(where: same) ?? before.last ?? known.versions.first
        return version?.credentials ?? []
    }

    /// Of the secret files that `isMeant` picks, the gravest first.
    private func several(_ time: UInt64, _ isMeant: (Known) -> Bool) -> [Credential] {
        let meant = known.values.filter { $0.file.credentialClass.isSecret && isMeant($0) }
        let credentials = meant.flatMap { known in
            Self.version(of: known, ids: [], time).map { credential in
                var credential = credential
                credential.file = KernelString(known.path)
                return credential
            }
        }
        return credentials.sorted { left, right in
            let (first, second) = (Self.rank(left.kind), Self.rank(right.kind))
            return first == second
                ? (left.file?.bytes ?? []).lexicographicallyPrecedes(right.file?.bytes ?? []) : first < second
        }
    }

    private static func rank(_ kind: Credential.Kind) -> Int {
        let order: [Credential.Kind] = [
            .authority, .serviceAccountKey, .certificate, .legacyToken, .token, .opaqueToken, .unknown,
        ]
        return order.firstIndex(of: kind) ?? order.count
    }

    /// Each identity once, whichever of its files it was found in.
    private static func distinct(_ credentials: [Credential]) -> [Credential] {
        var ids: Set<String> = []
        var rest: [Credential] = []
        return credentials.filter { credential in
            if let id = credential.credentialID { return ids.insert(id).inserted }
            if rest.contains(credential) { return false }
            rest.append(credential)
            return true
        }
    }
}

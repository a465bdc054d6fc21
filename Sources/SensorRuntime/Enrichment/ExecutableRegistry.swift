// SPDX-License-Identifier: Apache-2.0

import CSystemShim
package import SensorEvents

/// Which file each host executable is, so that a path can be believed.
///
/// The path of an executable in a kernel record says little: a chroot or a bind mount shows any path. It is believed
/// only if the process lives in the host's mount namespace and the file at that host path has the very identity that
/// the kernel reported, reached through the mount that was there when the path was first looked at: what is mounted over
/// an executable, or over its directory, afterwards is another file under its name. Nothing is read from the files.
package final class ExecutableRegistry {
    private struct Claim: Hashable {
        var id: InodeID
        var path: String
    }

    /// Verdicts kept on executables that no allow entry names literally; at about 150 bytes each, 600 KiB.
    package static let verdictCapacity = 4096

    private let root: HostRoot
    private let identity: (Int32) throws -> InodeID?
    private let mountID: (Int32) -> Int64?
    /// By path of an executable or of a directory.
    private var firstMounts: [String: Int64] = [:]
    private let literals: [String]
    /// Canonical host path to the file there.
    private var known: [String: InodeID] = [:]
    /// Canonical host path to the allow entries' name for it, where that is a symbolic link.
    private var aliases: [String: String] = [:]
    private var verdicts = BoundedCache<Claim, String?>(capacity: verdictCapacity)

    /// `patterns`: the `exe` of every allow entry; globs are not expanded, what they match is verified when it opens
    /// something. `identity`: the kernel's own identity of an `O_PATH` descriptor;
    /// nil if it does not see one. `mountID`: of the mount that such a descriptor came through; nil if unknown.
    package init(
        root: HostRoot, patterns: [String], identity: @escaping (Int32) throws -> InodeID?,
        mountID: @escaping (Int32) -> Int64? = ExecutableRegistry.kernelMountID
    ) {
        self.root = root
        self.identity = identity
        self.mountID = mountID
        literals = Set(patterns).filter { !$0.contains(where: "*?[{".contains) }.sorted()
        refresh()
    }

    /// Looks at the named executables anew and forgets every verdict; after a change of policy or of the host's files.
    package func refresh() {
        known = [:]
        aliases = [:]
        verdicts.removeAll()
        let named = Set(literals)
        for literal in literals {
            noteDirectory(of: literal)
            guard let file = regularFile(literal, followingLast: true), let path = try? root.hostPath(of: file),
                let id = try? file.withNumber(identity)
            else { continue }
            known[path] = id
            if firstMounts[path] == nil { firstMounts[path] = file.withNumber(mountID) }
            if !named.contains(path), aliases[path] == nil { aliases[path] = literal }
        }
    }

    /// Executables that allow entries name and that exist: identity to the name in the entry.
    package var identities: [InodeID: String] {
        Dictionary(known.map { ($0.value, aliases[$0.key] ?? $0.key) }) { first, _ in first }
    }

    /// The host path that certainly leads to this executable, in the spelling of the allow entries; nil if it is
    /// deleted, a memfd, seen from another mount namespace, or another file than the one at its path.
    package func verifiedHostPath(of exe: KernelExecutable, inHostMountNamespace: Bool) -> String? {
        guard inHostMountNamespace, !exe.isDeleted, !exe.path.isTruncated, !exe.path.names.isEmpty,
            let path = String(validating: exe.path.bytes, as: UTF8.self)
        else { return nil }
        let claim = Claim(id: exe.id, path: path)
        if known[path] == exe.id { return aliases[path] ?? path }
        if let verdict = verdicts[claim] { return verdict }
        // Unknown so far, or replaced since (an upgrade): look again.
        var verdict: String?
        if let file = regularFile(path, followingLast: false) {
            // Where the kernel cannot say, nothing is remembered, so that the next event asks again.
            guard let id = try? file.withNumber(identity) else { return nil }
            if id == exe.id, isThroughFirstMount(file, path) { verdict = aliases[path] ?? path }
        }
        verdicts.insert(verdict, for: claim)
        return verdict
    }

    /// An executable that was there when the directory was first looked at may be a mount of its own; one that came later
    /// must be on the directory's.
    private func isThroughFirstMount(_ file: FileDescriptor, _ path: String) -> Bool {
        if firstMounts[path] == nil { noteDirectory(of: path) }
        guard let first = firstMounts[path] ?? firstMounts[Self.directory(of: path)] else { return true }
        return file.withNumber(mountID) == first
    }

    private func noteDirectory(of path: String) {
        let directory = Self.directory(of: path)
        guard firstMounts[directory] == nil, firstMounts.count < Self.verdictCapacity,
            let file = try? root.locate(directory)
        else { return }
        firstMounts[directory] = file.withNumber(mountID)
    }

    private static func directory(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/"
    }

    /// What the kernel says; nil if it does not (before Linux 5.8).
    package static func kernelMountID(_ descriptor: Int32) -> Int64? {
        let id = kw_mount_id(descriptor)
        return id < 0 ? nil : id
    }

    private func regularFile(_ path: String, followingLast: Bool) -> FileDescriptor? {
        guard let file = try? root.locate(path, followingLast: followingLast),
            let status = try? file.status(), status.kind == .regular
        else { return nil }
        return file
    }
}

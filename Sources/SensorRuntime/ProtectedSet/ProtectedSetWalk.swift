// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CSystemShim
import Detection
import Glibc
import SensorEvents

/// Walks the trees of a policy and hands what it protects to a collection.
final class ProtectedSetWalk {
    private struct Place: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    private struct Link {
        var path: String
        var remaining: Int
    }

    /// The kernel half looks no further up from a file.
    private static let maximumDepth = Int(KW_MATCH_LEVELS)

    private let root: HostRoot
    private let policy: Policy
    private let limits: ProtectedSetScanner.Limits
    private let collection: ProtectedSetCollection
    private var visited: Set<Place> = []
    /// Followed last, so that a file that has a name of its own in a tree goes by that.
    private var links: [Link] = []

    init(
        root: HostRoot, policy: Policy, limits: ProtectedSetScanner.Limits, collection: ProtectedSetCollection
    ) {
        self.root = root
        self.policy = policy
        self.limits = limits
        self.collection = collection
    }

    func run() throws {
        for tree in policy.trees {
            try attempt(tree.path, isDirectory: true) {
                try visit(try root.locate(tree.path), tree.path, remaining: tree.depth)
            }
        }
        // Directories behind links may hold links: the list grows while it is walked, and `visited` ends that.
        var next = 0
        while next < links.count {
            try follow(links[next])
            next += 1
        }
    }

    /// Turns a failed call about `path` into a warning. What does not exist (any more) is no failure.
    private func attempt(_ path: String, isDirectory: Bool = false, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as SystemError where error.number != ENOENT && error.number != ENOTDIR {
            let warning =
                "\(path) cannot be looked into (\(error.reason)): credential files in it are not protected. "
                + "Run keyward as root or with CAP_DAC_READ_SEARCH."
            collection.skip(1, warning)
            collection.list(UnprotectedName(path: KernelString(path), isDirectory: isDirectory, reason: warning))
        } catch is SystemError {
            return
        }
    }

    private func visit(_ directory: FileDescriptor, _ path: String, remaining: Int) throws {
        let status = try directory.status()
        guard status.kind == .directory, remaining > 0,
            let depth = policy.mayHoldCredentials(directory: path), depth > 0,
            visited.insert(Place(device: status.device, inode: status.inode)).inserted
        else { return }
        try collection.add(
            .init(file: directory, path: path, kind: .directory, depth: min(depth, Self.maximumDepth), isSecret: true))
        let readable = try FileDescriptor.open(".", in: directory, flags: O_RDONLY | kw_o_directory)
        let listing = try DirectoryListing(of: readable, limit: limits.namesPerDirectory)
        if listing.skipped > 0 { leaveOut(listing, of: path) }
        var children: [String] = []
        for name in listing.names {
            try attempt(path + "/" + name) {
                let file = try FileDescriptor.locate(name, in: directory)
                switch try file.status().kind {
                case .regular: try protect(file, path + "/" + name)
                case .directory: children.append(name)
                case .symbolicLink: links.append(Link(path: path + "/" + name, remaining: remaining - 1))
                case .other: break
                }
            }
        }
        for name in children {
            try attempt(path + "/" + name, isDirectory: true) {
                try visit(
                    try FileDescriptor.locate(name, in: directory), path + "/" + name, remaining: remaining - 1)
            }
        }
    }

    /// Tells of the names that a listing skipped, and lists those that profiles know.
    private func leaveOut(_ listing: DirectoryListing, of directory: String) {
        let warning =
            "\(listing.skipped) names in \(directory) were not looked at: over \(limits.namesPerDirectory), or not "
            + "UTF-8. Files among them are protected when they are opened."
        collection.skip(listing.skipped, warning)
        let paths = listing.undecodable.map { KernelString(bytes: Array((directory + "/").utf8) + $0) }
            .filter { policy.classify($0) != nil }
        for path in paths {
            collection.list(
                UnprotectedName(
                    path: path,
                    reason: "\(path) is protected only when it is opened: its name is not UTF-8. Rename it."))
        }
        if listing.skipped > paths.count {
            collection.list(UnprotectedName(path: KernelString(directory), isDirectory: true, reason: warning))
        }
    }

    private func protect(_ file: FileDescriptor, _ path: String) throws {
        guard let credential = policy.classify(path) else { return }
        try collection.add(
            .init(file: file, path: path, kind: .file, isSecret: credential.credentialClass.isSecret))
    }

    private func follow(_ link: Link) throws {
        try attempt(link.path) {
            let target = try root.locate(link.path)
            switch try target.status().kind {
            case .regular:
                // A target that policy knows goes by its own name, any other by the link's.
                if let own = try root.hostPath(of: target), policy.classify(own) != nil {
                    try protect(target, own)
                } else {
                    try protect(target, link.path)
                }
            case .directory: try visit(target, link.path, remaining: link.remaining)
            case .symbolicLink, .other: break
            }
        }
    }
}

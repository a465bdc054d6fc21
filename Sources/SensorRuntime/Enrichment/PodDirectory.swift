// SPDX-License-Identifier: Apache-2.0

/// Namespace and name of the node's pods, from the directories that kubelet makes for their logs:
/// `/var/log/pods/<namespace>_<name>_<uid>` (kubernetes pkg/kubelet/kuberuntime/helpers.go, `BuildPodLogsDirectory`).
/// Namespaces and names are DNS names and hold no underscore.
package final class PodDirectory {
    package struct Pod: Sendable, Equatable {
        package var namespace: String
        package var name: String
    }

    /// kubelet runs at most 110 pods unless told otherwise; directories of dead ones linger.
    package static let maximumPods = 4096

    private let root: HostRoot
    private let path: String
    private var pods: [String: Pod] = [:]
    /// Of the listing `pods` came from: a directory that has not changed since holds nothing new.
    private var listed: FileStatus?

    package init(root: HostRoot, path: String = "/var/log/pods") {
        self.root = root
        self.path = path
    }

    /// nil if no directory names the pod.
    package func pod(uid: String) -> Pod? {
        if let known = pods[uid] { return known }
        refresh()
        return pods[uid]
    }

    private func refresh() {
        guard let directory = try? root.locate(path), let status = try? directory.status(), status != listed,
            let readable = try? FileDescriptor.open(".", in: directory, flags: 0),
            let listing = try? DirectoryListing(of: readable, limit: Self.maximumPods)
        else { return }
        listed = status
        pods = [:]
        for name in listing.names {
            let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { continue }
            pods[parts[2]] = Pod(namespace: parts[0], name: parts[1])
        }
    }
}

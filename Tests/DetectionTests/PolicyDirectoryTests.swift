// SPDX-License-Identifier: Apache-2.0

import Detection
import Testing

@Suite struct PolicyDirectoryTests {
    @Test func `a tree is as deep as its longest glob`() throws {
        var profile = PolicySample.control
        profile.files.removeLast()
        let policy = try Policy(profiles: [profile, PolicySample.node])
        #expect(
            policy.trees == [
                WatchedDirectory(path: "/etc/kubernetes", depth: 3),
                WatchedDirectory(path: "/var/lib/kubelet", depth: 2),
            ])
    }

    @Test func `each literal directory from the tree down has its own depth`() throws {
        var profile = PolicySample.control
        profile.files.removeLast()
        #expect(
            try Policy(profiles: [profile]).directories == [
                WatchedDirectory(path: "/etc/kubernetes", depth: 3),
                WatchedDirectory(path: "/etc/kubernetes/pki", depth: 2),
                WatchedDirectory(path: "/etc/kubernetes/pki/etcd", depth: 1),
            ])
    }

    @Test(arguments: [
        ("/", 5), ("/var", 4), ("/var/lib/kubelet", 2), ("/var/lib/kubelet/pki", 1),
        ("/etc/kubernetes", 16),
        ("/etc/kubernetes/pki/any/thing", 16),
    ])
    func `a directory above credential files says how far below they may lie`(
        path: String, depth: Int
    ) throws {
        let policy = try Policy(
            profiles: path.hasPrefix("/etc") ? [PolicySample.control] : [PolicySample.node])
        #expect(policy.mayHoldCredentials(directory: path) == depth)
    }

    @Test(arguments: [
        "/var/log", "/var/lib/kubelet/pods", "/var/lib/kubelet/pki/kubelet.key", "", "var",
    ])
    func `a directory beside them says nothing`(path: String) throws {
        #expect(try Policy(profiles: [PolicySample.node]).mayHoldCredentials(directory: path) == nil)
    }
}

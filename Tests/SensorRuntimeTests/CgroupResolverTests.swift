// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite struct CgroupResolverTests {
    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.directory("/sys/fs/cgroup/system.slice/kubelet.service")
    }

    /// A directory tree in place of a cgroup file system, which takes privilege to open by number.
    private func resolver(_ paths: [UInt64: String]) -> CgroupResolver {
        CgroupResolver(prefix: Array((directory.path + "/sys/fs/cgroup").utf8)) { id throws(SystemError) in
            guard let path = paths[id] else { throw SystemError(call: "open_by_handle_at", number: ESTALE) }
            return try FileDescriptor.locate(directory.path + path)
        }
    }

    @Test("a cgroup's path is told below the mount point")
    func path() {
        let cgroups = resolver([7: "/sys/fs/cgroup/system.slice/kubelet.service", 1: "/sys/fs/cgroup"])
        #expect(cgroups.path(of: 7) == "/system.slice/kubelet.service")
        #expect(cgroups.path(of: 1) == "/")
        #expect(cgroups.path(of: 8) == nil)
    }

    @Test("a cgroup that has gone is still known if it was seen")
    func gone() throws {
        let cgroups = resolver([7: "/sys/fs/cgroup/system.slice/kubelet.service"])
        #expect(cgroups.path(of: 7) == "/system.slice/kubelet.service")
        try systemCall("rmdir") { rmdir(directory.path + "/sys/fs/cgroup/system.slice/kubelet.service") }
        #expect(cgroups.path(of: 7) == "/system.slice/kubelet.service")
    }

    @Test("a host without cgroup version 2 has no resolver")
    func versionOne() throws {
        #expect(CgroupResolver(root: try directory.root()) == nil)
    }

    @Test("a full cache forgets the oldest entry and nothing else")
    func bounded() {
        var cache = BoundedCache<Int, String>(capacity: 3)
        for key in 1...3 { cache.insert("\(key)", for: key) }
        cache.insert("again", for: 1)
        cache.insert("4", for: 4)
        #expect(cache[1] == nil)
        #expect([2, 3, 4].map { cache[$0] } == ["2", "3", "4"])
        #expect(cache.count == 3)
        for key in 5...100 { cache.insert("\(key)", for: key) }
        #expect([98, 99, 100].map { cache[$0] } == ["98", "99", "100"])
        #expect(cache.count == 3)
    }
}

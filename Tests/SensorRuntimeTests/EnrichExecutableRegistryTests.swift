// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct EnrichExecutableRegistryTests {
    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
        try directory.file("/usr/bin/kubelet")
        try directory.file("/usr/bin/cp")
        try directory.file("/opt/1.2/bin/etcd")
        try directory.link("/usr/local", to: "/opt/1.2")
    }

    private func registry(_ patterns: [String]) throws -> ExecutableRegistry {
        ExecutableRegistry(root: try directory.root(), patterns: patterns, identity: statIdentity)
    }

    private func id(_ path: String) throws -> InodeID {
        try directory.root().locate(path).withNumber(statIdentity)
    }

    private func exe(_ file: String, shownAs path: String? = nil, links: UInt32 = 1) throws -> KernelExecutable {
        let names = (path ?? file).split(separator: "/").map { Array($0.utf8) }
        return KernelExecutable(id: try id(file), links: links, path: KernelPath(names: names))
    }

    @Test("the allowed executable at its own path is believed")
    func allowed() throws {
        let registry = try registry(["/usr/bin/kubelet"])
        #expect(
            registry.verifiedHostPath(of: try exe("/usr/bin/kubelet"), inHostMountNamespace: true)
                == "/usr/bin/kubelet")
        #expect(registry.identities == [try id("/usr/bin/kubelet"): "/usr/bin/kubelet"])
    }

    @Test("another file that is shown at the allowed path is not")
    func bindMountOrChroot() throws {
        let registry = try registry(["/usr/bin/kubelet"])
        let forged = try exe("/usr/bin/cp", shownAs: "/usr/bin/kubelet")
        #expect(registry.verifiedHostPath(of: forged, inHostMountNamespace: true) == nil)
        // Nor from the cache, nor does the refusal spoil the real one.
        #expect(registry.verifiedHostPath(of: forged, inHostMountNamespace: true) == nil)
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/kubelet"), inHostMountNamespace: true) != nil)
    }

    @Test("the allowed file under another path is not")
    func otherPath() throws {
        let copy = try exe("/usr/bin/kubelet", shownAs: "/usr/bin/cp")
        #expect(try registry(["/usr/bin/kubelet"]).verifiedHostPath(of: copy, inHostMountNamespace: true) == nil)
    }

    @Test("another mount namespace, a deleted file and a cut path are never believed")
    func unverifiable() throws {
        let registry = try registry(["/usr/bin/kubelet"])
        let real = try exe("/usr/bin/kubelet")
        #expect(registry.verifiedHostPath(of: real, inHostMountNamespace: false) == nil)
        let deleted = try exe("/usr/bin/kubelet", links: 0)
        #expect(registry.verifiedHostPath(of: deleted, inHostMountNamespace: true) == nil)
        var cut = real
        cut.path.isTruncated = true
        #expect(registry.verifiedHostPath(of: cut, inHostMountNamespace: true) == nil)
    }

    @Test("an executable that no entry names is verified when it is met")
    func onDemand() throws {
        let registry = try registry(["/opt/*/bin/etcd"])
        #expect(registry.identities.isEmpty)
        #expect(
            registry.verifiedHostPath(of: try exe("/opt/1.2/bin/etcd"), inHostMountNamespace: true)
                == "/opt/1.2/bin/etcd")
    }

    @Test("an entry that names a symbolic link is met by the file behind it")
    func symbolicLink() throws {
        let registry = try registry(["/usr/local/bin/etcd"])
        #expect(
            registry.verifiedHostPath(of: try exe("/opt/1.2/bin/etcd"), inHostMountNamespace: true)
                == "/usr/local/bin/etcd")
    }

    @Test("a binary installed or upgraded after the start is believed, and the old one no more at that path")
    func upgrade() throws {
        let registry = try registry(["/usr/bin/kubelet", "/usr/bin/kubeadm"])
        let old = try exe("/usr/bin/kubelet")
        try directory.file("/usr/bin/new")
        try directory.hardLink("/usr/bin/old", to: "/usr/bin/kubelet")
        try directory.move("/usr/bin/new", "/usr/bin/kubelet")
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/kubelet"), inHostMountNamespace: true) != nil)
        registry.refresh()
        #expect(registry.verifiedHostPath(of: old, inHostMountNamespace: true) == nil)
        try directory.file("/usr/bin/kubeadm")
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/kubeadm"), inHostMountNamespace: true) != nil)
    }

    /// Its own mount, or one of its directory: both show another mount than the one looked at first.
    @Test("what is mounted over an executable or its directory later is not believed, whatever it is")
    func mountedOver() throws {
        var mount: Int64 = 7
        let registry = ExecutableRegistry(
            root: try directory.root(), patterns: ["/usr/bin/kubelet"], identity: statIdentity, mountID: { _ in mount })
        try directory.move("/usr/bin/kubelet", "/usr/bin/moved")
        try directory.file("/usr/bin/kubelet", "another")
        try directory.file("/usr/bin/other")
        mount = 8
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/kubelet"), inHostMountNamespace: true) == nil)
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/other"), inHostMountNamespace: true) == nil)
        registry.refresh()
        mount = 7
        #expect(
            registry.verifiedHostPath(of: try exe("/usr/bin/other"), inHostMountNamespace: true) == "/usr/bin/other")
    }

    @Test("a refusal is remembered for that file alone and until the next refresh")
    func negativeCache() throws {
        var asked = 0
        let registry = ExecutableRegistry(root: try directory.root(), patterns: []) {
            asked += 1
            return try statIdentity($0)
        }
        let forged = try exe("/usr/bin/cp", shownAs: "/usr/bin/kubelet")
        for _ in 0..<5 { #expect(registry.verifiedHostPath(of: forged, inHostMountNamespace: true) == nil) }
        #expect(asked == 1)
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/kubelet"), inHostMountNamespace: true) != nil)
        #expect(asked == 2)
        try directory.move("/usr/bin/cp", "/usr/bin/kubelet")
        registry.refresh()
        let moved = try exe("/usr/bin/kubelet")
        #expect(registry.verifiedHostPath(of: moved, inHostMountNamespace: true) == "/usr/bin/kubelet")
    }

    @Test("where the kernel cannot say nothing is believed and nothing remembered")
    func identityFails() throws {
        var fails = true
        let registry = ExecutableRegistry(root: try directory.root(), patterns: ["/usr/bin/cp"]) {
            if fails { throw SystemError(call: "bpf", number: 1) }
            return try statIdentity($0)
        }
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/cp"), inHostMountNamespace: true) == nil)
        fails = false
        #expect(registry.verifiedHostPath(of: try exe("/usr/bin/cp"), inHostMountNamespace: true) == "/usr/bin/cp")
    }
}

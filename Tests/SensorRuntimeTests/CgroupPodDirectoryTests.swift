// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct CgroupPodDirectoryTests {
    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    @Test("a pod is named by its log directory")
    func named() throws {
        try directory.directory("/var/log/pods/kube-system_kube-apiserver-node1_8d1c0a2b")
        try directory.directory("/var/log/pods/odd_directory")
        try directory.directory("/var/log/pods/a_b_c_d")
        let pods = PodDirectory(root: try directory.root())
        #expect(pods.pod(uid: "8d1c0a2b") == .init(namespace: "kube-system", name: "kube-apiserver-node1"))
        #expect(pods.pod(uid: "directory") == nil)
        #expect(pods.pod(uid: "d") == nil)
        #expect(pods.pod(uid: "c") == nil)
    }

    @Test("a pod that comes later is found, and a host without the directory has none")
    func later() throws {
        let pods = PodDirectory(root: try directory.root())
        #expect(pods.pod(uid: "1") == nil)
        try directory.directory("/var/log/pods/default_web_1")
        #expect(pods.pod(uid: "1")?.name == "web")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport

@testable import SensorRuntime

/// A node with true key material, and what its reader opened.
final class CredentialNode {
    let directory: SystemTemporaryDirectory
    let secrets: NodeSecrets
    let policy: Policy
    let root: HostRoot
    private(set) var opened: [String] = []

    init() throws {
        directory = try SystemTemporaryDirectory()
        secrets = try NodeSecrets(below: directory.path)
        let pods = PathProfile(
            name: "pods", description: "", detect: [], trees: ["/var/lib/kubelet/pods"], openers: [],
            files: [
                ProfileFile(
                    paths: ["/var/lib/kubelet/pods/**/token"], credentialClass: .token, component: "workload", allow: []
                )
            ])
        policy = try Policy(profiles: try ProfileLibrary.builtIn() + [pods])
        root = try directory.root()
    }

    func reader(procfs: String? = nil) -> CredentialReader {
        CredentialReader(root: root, policy: policy, procfs: procfs) { [unowned self] in opened.append($0) }
    }

    func read(_ path: String) throws -> [Credential] {
        struct NoCredentialFile: Error {}
        guard let file = policy.classify(path) else { throw NoCredentialFile() }
        return reader().read(path, as: file).credentials
    }

    func scan() throws -> ProtectedSet {
        try ProtectedSetScanner(root: root, policy: policy) { StatIdentity.of($0) }.scan()
    }
}

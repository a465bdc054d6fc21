// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport

/// Accesses and findings for the tests of alerts, independent of what the rules say today.
enum AlertSamples {
    static let context = AlertContext(hostname: "node-a", cluster: "prod")

    static let readRule = RuleInfo(
        id: "KW-1001", name: "Credential file read by unlisted process", severity: .high, attack: ["T1552.004"],
        covers: [.traceeCertificateTheft], summary: "", explanation: "")
    static let renameRule = RuleInfo(
        id: "KW-1002", name: "Credential file renamed by unlisted process", severity: .high, attack: ["T1552.004"],
        covers: [.traceeCertificateTheft], summary: "", explanation: "")

    static let authorityKey = CredentialFile(
        pattern: "/etc/kubernetes/pki/ca.key", credentialClass: .privateKey, component: "ca", profile: "kubeadm")
    static let unlisted = AllowDecision(
        nearest: "kube-controller-manager",
        failed: ["exe: want /usr/bin/kube-controller-manager, is /usr/bin/cp"])

    static func read(_ event: FileEvent = FileEvents.theft()) -> JudgedAccess {
        JudgedAccess(event: event, file: authorityKey, allow: unlisted)
    }

    static let readFinding = Finding(
        rule: readRule, severity: .critical, reason: "/usr/bin/cp read the cluster's CA key, which only kubeadm may.")

    static func rename() -> JudgedAccess {
        var event = FileEvents.theft()
        event.access = FileAccess(kind: .rename, flags: 2)
        event.file.openedAs = nil
        event.file.oldPath = "/etc/kubernetes/pki/ca.key"
        event.file.newPath = KernelString(bytes: Array("/tmp/\u{1B}[2Jca\u{202E}".utf8) + [0xFF])
        event.file.replaced = InodeID(device: 8 << 20 | 1, inode: 131_076, generation: 12)
        event.process.args = ["mv", event.file.newPath ?? "", "plain"]
        event.process.argsTruncated = true
        event.process.loginUID = nil
        event.process.tty = nil
        event.process.exe.deleted = true
        event.process.exe.inHostMountNamespace = false
        event.process.exe.verifiedHostPath = nil
        event.workload = Workload(
            cgroup: "/kubepods.slice/kubepods-pod1.slice/cri-containerd-2.scope",
            containerID: String(repeating: "ab", count: 32), podUID: "0b7f5d2c-9e11-4c1b-8a6e-6f1d3f0e9a55",
            namespace: "web", pod: "shop-1", image: "registry.example:5000/shop/front:1.2@sha256:00ff")
        event.missing = ["process.tty", "process.loginuid"]
        return JudgedAccess(event: event, file: authorityKey, newFile: nil, allow: unlisted)
    }

    static let renameFinding = Finding(rule: renameRule, reason: "mv moved the cluster's CA key to a name of its own.")

    static func alert(
        _ access: JudgedAccess = read(), _ findings: [Finding] = [readFinding],
        upstream: [UpstreamRule] = [.traceeCertificateTheft], loss: AlertLoss? = nil
    ) throws -> Alert {
        let built = AlertBuilder(context: context)
            .alert(for: access, findings: findings, upstream: upstream, loss: loss)
        struct NoAlert: Error {}
        guard let built else { throw NoAlert() }
        return built
    }
}

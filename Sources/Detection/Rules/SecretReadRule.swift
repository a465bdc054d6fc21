// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1001: a secret credential file opened for reading by an unlisted process.
package struct SecretReadRule: FileRule {
    /// Whoever has the key of one of these makes any identity.
    private static let authorities: Set<String> = ["ca", "etcd-ca", "front-proxy-ca", "service-account"]

    package static let info = RuleInfo(
        id: "KW-1001", name: "Credential file read", severity: .high, attack: ["T1552.004", "T1552.001", "T1528"],
        covers: [.traceeCertificateTheft],
        summary: "A private key, kubeconfig, token or datastore was opened for reading by a process that no allow "
            + "entry covers.",
        explanation: """
            Whoever reads such a file can act as its owner from anywhere, until it expires or is replaced. The key of \
            a certificate authority and the service-account signing key make any identity; reading one of those is \
            critical.

            Opening is enough, because nobody can see afterwards what was read; opening to execute reads too. The \
            process counts by its executable file as the kernel knows it. What it calls itself does not matter, and a \
            copy of a listed program elsewhere is not listed.

            Legitimate causes: backups, certificate monitoring, configuration management, an administrator with an \
            editor, a listed program upgraded in place while it runs. Add an allow entry that states the executable \
            and, for a job, its systemd unit; the alert's nearest entry says what was missing.

            To try it: cp /etc/kubernetes/pki/apiserver.key /tmp/x as root, then remove the copy.

            If it was not you: replace what was read. For a leaf, renew it and, because Kubernetes has no revocation, \
            remove what its user or group is bound to. For a CA key or sa.key, replace the authority and everything \
            it signed. For a datastore, replace every Secret in it.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let mode = access.event.access
        guard mode.kind == .open, mode.reads || mode.executes, let file = access.file, file.credentialClass.isSecret,
            file.credentialClass != .blockDevice, access.allow.refuses(.read)
        else { return nil }
        let makesIdentities = file.credentialClass == .privateKey && Self.authorities.contains(file.component)
        let words = AccessNarrative(access: access)
        let verb = mode.reads ? "reading" : "executing"
        return Finding(
            rule: Self.info, severity: makesIdentities ? .critical : nil,
            reason: "\(words.who) opened \(words.what), for \(verb): \(words.why)", brief: AccessNarrative.unlisted)
    }
}

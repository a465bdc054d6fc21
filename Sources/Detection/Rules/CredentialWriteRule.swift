// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1004: a credential file written, truncated, replaced or removed by an unlisted process.
package struct CredentialWriteRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1004", name: "Credential file changed", severity: .high, attack: ["T1565.001", "T1556"], covers: [],
        summary: "A credential file was opened for writing, truncated, removed, or replaced by a rename onto it, by a "
            + "process that no allow entry covers.",
        explanation: """
            A planted CA certificate makes the cluster believe identities that the attacker signs; a planted \
            service-account key does so for tokens; a changed kubeconfig sends a component to another server. Public \
            certificates count here as much as keys.

            An open that could write is enough, and so is one that truncates, even if it only asks for reading. A \
            rename counts where it replaces a credential file that was there. Removing one stops a component at its \
            next start, and makes room for another.

            Legitimate causes: certificate renewal by a tool that is not listed, configuration management, an \
            administrator with an editor. Add an allow entry with access: [write], or [rename] for tools that replace \
            or remove files, for the executable.

            To try it: as root, open without changing anything: dd if=/dev/null \
            of=/etc/kubernetes/pki/apiserver.crt conv=notrunc

            If it was not you: compare the file with its source or a backup, restore it, restart what loaded it, and \
            look for identities that a foreign authority signed.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        guard !access.event.file.isDirectory else { return nil }
        let words = AccessNarrative(access: access)
        if access.event.access.kind == .rename {
            guard let replaced = replacedName(access), access.allow.refuses(.rename) else { return nil }
            return Finding(
                rule: Self.info, reason: "\(words.who) replaced \(replaced) by a rename, \(words.names): \(words.why)",
                brief: "it replaces \(replaced), and \(AccessNarrative.unlisted)")
        }
        if access.event.access.kind == .unlink {
            guard access.file != nil, access.allow.refuses(.rename) else { return nil }
            return Finding(
                rule: Self.info, reason: "\(words.who) removed \(words.what): \(words.why)",
                brief: AccessNarrative.unlisted)
        }
        let mode = access.event.access
        guard mode.changesContent, let file = access.file, file.credentialClass != .blockDevice,
            access.allow.refuses(.write)
        else { return nil }
        let verb = mode.truncates ? "truncated" : "opened for writing"
        return Finding(
            rule: Self.info, reason: "\(words.who) \(verb) \(words.what): \(words.why)",
            brief: AccessNarrative.unlisted)
    }

    /// The credential file whose name now leads to another file.
    private func replacedName(_ access: JudgedAccess) -> KernelString? {
        let file = access.event.file
        if access.newFile != nil, file.replaced != nil || access.event.access.isExchange { return file.newPath }
        if access.event.access.isExchange, access.file != nil { return file.pathname }
        return nil
    }
}

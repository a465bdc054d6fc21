// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1002: a credential file renamed or exchanged by an unlisted process.
package struct CredentialRenameRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1002", name: "Credential file renamed", severity: .high, attack: ["T1552.004", "T1036.003", "T1528"],
        covers: [.traceeCertificateTheft],
        summary: "A file was renamed from or to the name of a credential file, or exchanged with one, by a process "
            + "that no allow entry covers.",
        explanation: """
            A key that is moved away can be read at leisure under a name that nobody watches; a file that is moved to \
            a credential's name is believed by whatever loads it next. Both names count, and so do both files of an \
            exchange.

            Public certificates count as well: a CA certificate that was moved into place decides whom the cluster \
            believes.

            Legitimate causes: configuration management and certificate tools that replace files by renaming, an \
            editor that saves that way, an administrator making a backup. Add an allow entry with access: [rename] for \
            the executable, and for the files that it manages.

            To try it, as root: cd /etc/kubernetes/pki && touch trial.key && mv trial.key trial && rm trial

            If it was not you: put the file back from a source you trust, replace the credential as if it had been \
            read, and look at what the process opened before and after.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let event = access.event
        guard event.access.kind == .rename, !event.file.isDirectory, access.file != nil || access.newFile != nil,
            access.allow.refuses(.rename)
        else { return nil }
        let words = AccessNarrative(access: access)
        let verb = event.access.isExchange ? "exchanged" : "renamed"
        return Finding(
            rule: Self.info, reason: "\(words.who) \(verb) \(words.what), \(words.names): \(words.why)",
            brief: AccessNarrative.unlisted)
    }
}

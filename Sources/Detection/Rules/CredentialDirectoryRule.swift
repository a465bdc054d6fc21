// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1003: a directory above credential files renamed by an unlisted process.
package struct CredentialDirectoryRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1003", name: "New way to a credential file", severity: .high, attack: ["T1552.004", "T1564"],
        covers: [],
        summary: "A directory that holds credential files, or has them below it, was renamed by a process that no "
            + "allow entry covers.",
        explanation: """
            Renaming a directory renames every credential in it at once, without touching one of the files. It is a \
            way around a watch on paths, and a way to put a whole set of planted keys in place.

            The rule fires on renames of directories, from or to such a place. It does not see hard links to a \
            credential file, nor mounts over or of one.

            Legitimate causes: an administrator who sets a whole pki directory aside before making a new one, or \
            brings one back from a backup; etcd does it to its own write-ahead log and is listed. Add an allow entry \
            with access: [rename] for the executable; with files, state the directory's own path.

            To try it, as root: cd /etc/kubernetes/pki && mkdir trial && mv trial trial.moved && rmdir trial.moved

            If it was not you: see what is in the directory now and who opened it under its other name, put back the \
            original, and replace the credentials that were in it.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let event = access.event
        guard event.access.kind == .rename, event.file.isDirectory, access.allow.refuses(.rename) else { return nil }
        let words = AccessNarrative(access: access)
        return Finding(
            rule: Self.info,
            reason: "\(words.who) renamed a directory that holds or leads to credential files, \(words.names): "
                + words.why,
            brief: "it is a directory that holds or leads to credential files, and \(AccessNarrative.unlisted)")
    }
}

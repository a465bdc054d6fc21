// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1003: another way to credential files made by an unlisted process: a hard link, or a renamed directory.
package struct NewWayRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1003", name: "New way to a credential file", severity: .high, attack: ["T1552.004", "T1564"],
        covers: [],
        summary: "A credential file got a second name, or a directory above credential files another one, from a "
            + "process that no allow entry covers.",
        explanation: """
            A hard link is the same file under a name that nobody watches, and it stays when the first name goes. \
            Renaming a directory renames every credential in it at once, without touching one of the files. Both are \
            ways around a watch on paths, and ways to put planted keys in place.

            The rule fires on hard links of a credential file or to a credential's name, and on renames of \
            directories from or to such a place. It does not see mounts over or of them; reading a key through one \
            is KW-1001 all the same.

            Legitimate causes: backups that link files instead of copying them (cp -l, rsync --link-dest); an \
            administrator who sets a whole pki directory aside before making a new one, or brings one back; etcd \
            does it to its own write-ahead log and is listed. Add an allow entry with access: [link] or [rename] for \
            the executable; for directories, with files, state the directory's own path.

            To try it, as root: cd /etc/kubernetes/pki && mkdir trial && mv trial trial.moved && rmdir trial.moved

            If it was not you: see what is in the directory now and who opened it under its other name, put back the \
            original, and replace the credentials that were in it.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let event = access.event
        let words = AccessNarrative(access: access)
        if event.access.kind == .link {
            guard access.file != nil || access.newFile != nil, access.allow.refuses(.link) else { return nil }
            return Finding(
                rule: Self.info, reason: "\(words.who) hard-linked \(words.what), \(words.names): \(words.why)",
                brief: AccessNarrative.unlisted)
        }
        guard event.access.kind == .rename, event.file.isDirectory, access.allow.refuses(.rename) else { return nil }
        return Finding(
            rule: Self.info,
            reason: "\(words.who) renamed a directory that holds or leads to credential files, \(words.names): "
                + words.why,
            brief: "it is a directory that holds or leads to credential files, and \(AccessNarrative.unlisted)")
    }
}

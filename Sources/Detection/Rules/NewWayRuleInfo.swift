// SPDX-License-Identifier: Apache-2.0

extension NewWayRule {
    package static let info = RuleInfo(
        id: "KW-1003", name: "New way to a credential file", severity: .high, attack: ["T1552.004", "T1564"],
        covers: [],
        summary: "A credential file got a second name, a directory above credential files another one, or a mount was "
            + "made of or over one of them, by a process that no allow entry covers.",
        explanation: """
            A hard link is the same file under a name that nobody watches, and it stays when the first name goes. \
            Renaming a directory renames every credential in it at once, without touching one of the files. A bind \
            mount shows them elsewhere, and one over them puts other files under their names for whoever loads them \
            next. All are ways around a watch on paths, and ways to put planted keys in place.

            The rule fires on hard links of a credential file or to a credential's name, on renames of directories \
            from or to such a place, and on mounts. A mount over such a place counts in the host's mount namespace \
            only: in another it deceives nobody but the processes there. The root that systemd binds into a \
            service's sandbox does not count. Reading a key through a link or mount is KW-1001 all the same.

            Legitimate causes: backups that link files instead of copying them (cp -l, rsync --link-dest); an \
            administrator who sets a whole pki directory aside before making a new one, or brings one back; a pod \
            that is given the host's root or /var/lib/kubelet by a hostPath volume, as storage drivers are; a disk \
            that is mounted on /var/lib/etcd. etcd renames its own write-ahead log, and kubeadm's static pods are \
            started with their files; both are listed. Add an allow entry with access: [link], [rename] or [mount] \
            for the executable or the pod; for directories, with files, state the directory's own path.

            To try it, as root: cd /etc/kubernetes/pki && mkdir trial && mv trial trial.moved && rmdir trial.moved

            If it was not you: see what is in the directory now and who opened it under its other name, put back the \
            original, and replace the credentials that were in it.
            """)
}

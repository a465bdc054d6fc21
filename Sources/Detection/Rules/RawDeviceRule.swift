// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1007: the block device under protected files opened by an unlisted process.
package struct RawDeviceRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1007", name: "Block device under protected files opened raw", severity: .high, attack: ["T1006"],
        covers: [],
        summary: "The block device that credential files lie on was opened by a process that no allow entry covers.",
        explanation: """
            Whoever reads the device reads every file on it, with a tool that knows the file system (debugfs, xfs_db) \
            or by searching for the first line of a key, and no file is opened by that. Whoever writes it changes any \
            file unseen. The device counts by its number, so that another node of it, made with mknod, is the same.

            Opening is enough, because nobody can see afterwards what was read. What is written is not in the files \
            before their pages leave the cache.

            Legitimate causes: backups of whole disks, disk monitoring from a pod, an administrator with fdisk or \
            parted. What the system itself does is listed in the profile disk: udev, volume managers, file system \
            checks and growth, boot loaders. Add an allow entry with files: class block-device and access: [read] for \
            the executable; an entry that states no files does not cover devices.

            To try it, as root: head -c 512 DEVICE | wc -c, with the DEVICE that findmnt -T /etc/kubernetes shows.

            If it was not you: treat every credential file on the device as read, and if it was opened for writing, \
            compare them with their sources.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        guard access.event.opensBlockDevice, !access.allow.isAllowed else { return nil }
        let words = AccessNarrative(access: access)
        let deed = access.event.access.pastTense
        return Finding(
            rule: Self.info,
            reason:
                "\(words.who) \(deed) the block device \(words.device), on which credential files lie: \(words.why)",
            brief: "credential files lie on it, and \(AccessNarrative.unlisted)")
    }
}

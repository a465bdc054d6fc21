// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport

/// Ways to credential files other than opening or renaming them, and what else an alert may have to say.
extension AlertSamples {
    static let wayRule = RuleInfo(
        id: "KW-1003", name: "New way to a credential file", severity: .high, attack: ["T1552.004", "T1564"],
        covers: [], summary: "", explanation: "")
    static let deviceRule = RuleInfo(
        id: "KW-1007", name: "Block device under protected files opened raw", severity: .high, attack: ["T1006"],
        covers: [], summary: "", explanation: "")
    static let wayFinding = Finding(rule: wayRule, reason: "mount showed the cluster's keys elsewhere.")
    static let deviceFinding = Finding(rule: deviceRule, reason: "dd read the disk that the cluster's keys lie on.")

    /// Of or over a directory or a file, by mount(8).
    static func mount(_ side: MountSide?, isDirectory: Bool = true) -> JudgedAccess {
        var event = FileEvents.theft(of: isDirectory ? "/etc/kubernetes/pki" : "/etc/kubernetes/pki/ca.key")
        event.access = FileAccess(kind: .mount, flags: 0x1000)
        event.file.openedAs = nil
        event.file.mounted = side
        event.file.isDirectory = isDirectory
        event.process.exe.path = "/usr/bin/mount"
        return JudgedAccess(event: event, file: isDirectory ? nil : authorityKey, allow: AllowDecision())
    }

    static func device() -> JudgedAccess {
        var event = FileEvents.theft(of: "/dev/vda1")
        event.file.openedAs = "/dev/disk/by-label/root"
        event.file.isBlockDevice = true
        event.process.exe.path = "/usr/bin/dd"
        let disk = CredentialFile(
            pattern: "/dev/vda1", credentialClass: .blockDevice, component: "disk", profile: "disk")
        return JudgedAccess(event: event, file: disk, allow: AllowDecision())
    }

    /// The same theft over and over.
    static func repeats(_ count: UInt64? = 41) -> JudgedAccess {
        var access = read()
        access.event.repeats = count
        return access
    }

    /// A process that shows kubelet for what it executed.
    static func forged(_ identity: ExecutableFacts.Identity = .forged) -> JudgedAccess {
        var access = read()
        access.event.process.exe.path = "/usr/bin/kubelet"
        access.event.process.exe.verifiedHostPath = nil
        access.event.process.exe.identity = identity
        access.event.process.exe.execID = 0xABCD_EF01_2345
        return access
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1003: another way to credential files made by an unlisted process: a hard link, a renamed directory, or a mount.
package struct NewWayRule: FileRule {
    private static let leads = "a directory that holds or leads to credential files"

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let event = access.event
        let words = AccessNarrative(access: access)
        if let side = event.mountSide { return mount(side, access, words) }
        if event.access.kind == .link {
            guard access.file != nil || access.newFile != nil, access.allow.refuses(.link) else { return nil }
            return Finding(
                rule: Self.info, reason: "\(words.who) hard-linked \(words.what), \(words.names): \(words.why)",
                brief: AccessNarrative.unlisted)
        }
        guard event.access.kind == .rename, event.file.isDirectory, access.allow.refuses(.rename) else { return nil }
        return Finding(
            rule: Self.info, reason: "\(words.who) renamed \(Self.leads), \(words.names): \(words.why)",
            brief: "it is \(Self.leads), and \(AccessNarrative.unlisted)")
    }

    private func mount(_ side: MountSide, _ access: JudgedAccess, _ words: AccessNarrative) -> Finding? {
        guard access.allow.refuses(.mount), isTold(side, access) else { return nil }
        let what = access.event.file.isDirectory ? "\(words.what), \(Self.leads)" : words.what
        let deed =
            switch side {
            case .of: "mounted \(what), elsewhere"
            case .over: "mounted over \(what)"
            }
        let brief = access.event.file.isDirectory ? "it is \(Self.leads), and " : ""
        return Finding(
            rule: Self.info, reason: "\(words.who) \(deed): \(words.why)", brief: brief + AccessNarrative.unlisted)
    }

    /// Over a file in another mount namespace than the host's, a mount deceives nobody but the processes in that one.
    /// Of a directory above all trees it is what systemd does for every service with a sandbox, into which it binds the
    /// host's root (systemd src/core/namespace.c, setup_namespace).
    private func isTold(_ side: MountSide, _ access: JudgedAccess) -> Bool {
        switch side {
        case .of: !(access.isAboveTrees && access.event.isInSandbox)
        case .over: access.event.process.exe.inHostMountNamespace
        }
    }
}

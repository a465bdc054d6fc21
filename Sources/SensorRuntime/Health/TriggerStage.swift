// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A throw-away root folder with one file named like a CA key, to be stolen in each of the ways the sensor hooks.
package final class TriggerStage {
    /// What is done to the key, in order, and the rule that must answer.
    package enum Act: String, CaseIterable {
        case read, write, link, rename, removal

        package var rule: String {
            switch self {
            case .read: "KW-1001"
            case .write: "KW-1004"
            case .link: "KW-1003"
            case .rename: "KW-1002"
            case .removal: "KW-1004"
            }
        }
    }

    package let root: String
    package var stateDirectory: String { root + "/state" }
    private var key: String { root + "/etc/kubernetes/pki/ca.key" }

    /// Makes the folder below /run, where it disappears with the machine whatever happens.
    package init() throws {
        var template = Array("/run/keyward-trigger-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw StateError("/run is not writable: \(SystemError(call: "mkdtemp", number: errno).reason)")
        }
        root = String(cString: made)
        for folder in ["/etc", "/etc/kubernetes", "/etc/kubernetes/pki"] {
            try systemCall("mkdir", root + folder) { mkdir(root + folder, 0o700) }
        }
        try touch(flags: O_WRONLY | O_CREAT)
    }

    deinit {
        for file in ["/etc/kubernetes/pki/ca.key", "/ca.key", "/linked.key", "/state/lock"] { unlink(root + file) }
        for folder in ["/etc/kubernetes/pki", "/etc/kubernetes", "/etc", "/state", ""] { rmdir(root + folder) }
    }

    package func perform(_ act: Act) throws {
        switch act {
        case .read: try touch(flags: O_RDONLY)
        case .write: try touch(flags: O_WRONLY)
        case .link: try systemCall("link", key) { Glibc.link(key, root + "/linked.key") }
        case .rename: try systemCall("rename", key) { Glibc.rename(key, root + "/ca.key") }
        case .removal: try systemCall("unlink", root + "/ca.key") { unlink(root + "/ca.key") }
        }
    }

    private func touch(flags: Int32) throws {
        let descriptor = try systemCall("open", key) { open(key, flags | O_CLOEXEC, 0o600) }
        close(descriptor)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `file` of an alert: which credential file, under which names, and how it was accessed.
package struct AlertFile: Sendable, Equatable, Encodable {
    package var facts: FileFacts
    package var access: FileAccess
    /// What policy knows of it; nil for a directory above credential files.
    package var credential: CredentialFile?

    /// False if another sensor saw it, which names no inode.
    package var knowsInode: Bool

    package init(facts: FileFacts, access: FileAccess, credential: CredentialFile?, knowsInode: Bool = true) {
        self.facts = facts
        self.access = access
        self.credential = credential
        self.knowsInode = knowsInode
    }

    /// What was asked for (`FileAccess.names`); of a mount with the side that the file is: `mount-of`, `mount-over`.
    package var accessNames: [String] {
        facts.mountSide(in: access).map { ["mount-\($0.rawValue)"] } ?? access.names
    }

    /// What was done to it, in the past tense behind its name: `opened for reading`, `mounted over`.
    package var deed: String {
        switch facts.mountSide(in: access) {
        case .of: "mounted elsewhere"
        case .over: "mounted over"
        case nil: access.pastTense
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(facts.pathname, as: "pathname")
        try object.encode(facts.openedAs, as: "opened_as")
        try object.encode(facts.oldPath, as: "old_path")
        try object.encode(facts.newPath, as: "new_path")
        try object.encode(access.flags, forKey: "flags")
        try object.encode(accessNames, forKey: "access")
        try object.encodeIfPresent(credential?.credentialClass, forKey: "class")
        try object.encodeIfPresent(credential?.component, forKey: "component")
        try object.encodeIfPresent(credential?.profile, forKey: "profile")
        if knowsInode {
            try object.encode(facts.id.deviceText, forKey: "dev")
            try object.encode(facts.id.inode, forKey: "inode")
            try object.encode(facts.id.generation, forKey: "generation")
        }
        if let replaced = facts.replaced {
            try object.encode(AlertInode(id: replaced), forKey: "replaced")
        }
        if facts.isDirectory { try object.encode(true, forKey: "directory") }
        if facts.isBlockDevice == true { try object.encode(true, forKey: "block_device") }
    }
}

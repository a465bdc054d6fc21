// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What an access does to a file: what an allow entry grants, and what an event needs.
package struct AccessModes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The content can be read, or run.
    package static let read = AccessModes(rawValue: 1)
    /// The content can be changed, or is thrown away at the open.
    package static let write = AccessModes(rawValue: 2)
    /// The name changes or goes, or another file takes it.
    package static let rename = AccessModes(rawValue: 4)
    /// The file gets a second name.
    package static let link = AccessModes(rawValue: 8)
    /// It is mounted elsewhere, or something over it.
    package static let mount = AccessModes(rawValue: 16)

    /// Each mode with its name in profiles, configuration and captures.
    package static let names: [(mode: AccessModes, name: String)] = [
        (.read, "read"), (.write, "write"), (.rename, "rename"), (.link, "link"), (.mount, "mount"),
    ]

    package var names: [String] {
        Self.names.filter { contains($0.mode) }.map(\.name)
    }

    /// One mode by its name; nil if there is no such mode.
    package init?(name: String) {
        guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
        self = known.mode
    }

    /// What `access` needs. An open whose access mode is 3 (no reading, no writing, only ioctl) counts as reading, so
    /// that every access needs something.
    package init(needed access: FileAccess) {
        switch access.kind {
        case .open: break
        case .rename, .unlink:
            self = .rename
            return
        case .link:
            self = .link
            return
        case .mount:
            self = .mount
            return
        }
        var modes: AccessModes = []
        if access.reads || access.executes { modes.insert(.read) }
        if access.changesContent { modes.insert(.write) }
        self = modes.isEmpty ? .read : modes
    }
}

extension AccessModes: Codable {
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        var modes: AccessModes = []
        while !list.isAtEnd {
            let name = try list.decode(String.self)
            guard let mode = AccessModes(name: name) else {
                throw DecodingError.dataCorruptedError(in: list, debugDescription: "no such access mode")
            }
            modes.insert(mode)
        }
        self = modes
    }

    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for name in names { try list.encode(name) }
    }
}

extension FileAccess {
    /// `O_TRUNC` of include/uapi/asm-generic/fcntl.h. It empties the file even when the open asks only for reading.
    private static let truncateFlag: UInt32 = 0o1000

    var truncates: Bool { kind == .open && flags & Self.truncateFlag != 0 }
    var changesContent: Bool { kind == .open && (writes || truncates) }
}

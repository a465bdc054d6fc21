// SPDX-License-Identifier: Apache-2.0

package import Detection
import SensorEvents

/// Who may access a file, as an inventory tells it: an allow entry without the files that it is about.
package struct InventoryOpener: Sendable, Equatable {
    package var entry: AllowEntry
    /// The path profile whose opener it is; nil for an entry of the configuration.
    package var profile: String?

    package init(_ entry: AllowEntry, profile: String? = nil) {
        self.entry = entry
        self.profile = profile
    }
}

/// An attribute that the entry does not state is left out: it says nothing.
extension InventoryOpener: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, profile, exe, unit, image, namespace, pod, uid, access, reason, expires
        case parentExe = "parent_exe"
        case staticPod = "static_pod"
        case loginUID = "loginuid"
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(entry.name, forKey: .name)
        try object.encodeIfPresent(profile, forKey: .profile)
        let lists: [(CodingKeys, [String])] = [
            (.exe, entry.exe), (.parentExe, entry.parentExe), (.unit, entry.unit), (.image, entry.image),
            (.namespace, entry.namespace), (.pod, entry.pod),
        ]
        for (key, list) in lists where !list.isEmpty { try object.encode(list, forKey: key) }
        try object.encodeIfPresent(entry.staticPod, forKey: .staticPod)
        if !entry.uid.isEmpty { try object.encode(entry.uid, forKey: .uid) }
        if !entry.loginUID.isEmpty { try object.encode(entry.loginUID, forKey: .loginUID) }
        try object.encode(entry.access, forKey: .access)
        try object.encode(entry.reason, forKey: .reason)
        try object.encodeIfPresent(entry.expires?.description, forKey: .expires)
    }
}

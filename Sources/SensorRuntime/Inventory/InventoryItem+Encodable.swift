// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents

extension InventoryItem: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schema, path, directory, depth, component, profile, protected, allow, reason
        case pathRaw = "path_raw"
        case credentialClass = "class"
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(Self.schema, forKey: .schema)
        try object.encode(path.text, forKey: .path)
        try object.encodeIfPresent(path.raw.map { Data($0).base64EncodedString() }, forKey: .pathRaw)
        if isDirectory { try object.encode(true, forKey: .directory) }
        try object.encodeIfPresent(depth, forKey: .depth)
        if let credential {
            try object.encode(credential.credentialClass, forKey: .credentialClass)
            try object.encode(credential.component, forKey: .component)
            try object.encode(credential.profile, forKey: .profile)
            try object.encode(allow, forKey: .allow)
        }
        try object.encode(isProtected, forKey: .protected)
        // It quotes names that somebody chose.
        try object.encodeIfPresent(reason.map { KernelString($0).text }, forKey: .reason)
    }
}

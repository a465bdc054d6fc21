// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents

extension InventoryItem: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schema, path, directory, depth, component, profile, protected, allow, reason, identity, identities, can
        case pathRaw = "path_raw"
        case credentialClass = "class"
        case daysLeft = "days_left"
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
        try object.encodeIfPresent(identities.first.map { Self.bare($0) }, forKey: .identity)
        if identities.count > 1 { try object.encode(identities.map { Self.bare($0) }, forKey: .identities) }
        var powers: [String] = []
        for power in identities.flatMap(\.powers) where !powers.contains(power) { powers.append(power) }
        if !powers.isEmpty { try object.encode(powers, forKey: .can) }
        try object.encodeIfPresent(daysLeft, forKey: .daysLeft)
        try object.encode(isProtected, forKey: .protected)
        // It quotes names that somebody chose.
        try object.encodeIfPresent(reason.map { KernelString($0).text }, forKey: .reason)
    }

    /// Without what its holder can do, which the line says of all of them.
    private static func bare(_ identity: AlertCredential) -> AlertCredential {
        var identity = identity
        identity.powers = []
        return identity
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension IncidentStep.Kind: Codable {}

extension IncidentStep: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(time, forKey: "time")
        try object.encode(kind, forKey: "kind")
        try object.encode(severity, forKey: "severity")
        try object.encode(alertID, forKey: "alert")
        try object.encode(rules, forKey: "rules")
        try object.encodeIfPresent(place, forKey: "place")
        try object.encode(actor, forKey: "actor")
        try object.encodeIfPresent(address, forKey: "address")
        try object.encode(what, forKey: "what")
        try object.encodeIfPresent(credentialID, forKey: "credential_id")
    }
}

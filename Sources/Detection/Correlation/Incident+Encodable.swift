// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Incident {
    /// nil without steps.
    package var first: WallTime? { timeline.map(\.time).min() }
    package var last: WallTime? { timeline.map(\.time).max() }
}

extension Incident: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(Self.schema, forKey: "schema")
        try object.encode(id, forKey: "id")
        try object.encode(severity, forKey: "severity")
        try object.encode(title, forKey: "title")
        try object.encodeIfPresent(first, forKey: "first")
        try object.encodeIfPresent(last, forKey: "last")
        try object.encode(credentials.map(CredentialJSON.init), forKey: "credentials")
        try object.encode(timeline, forKey: "timeline")
        try object.encode(remediation, forKey: "remediation")
    }
}

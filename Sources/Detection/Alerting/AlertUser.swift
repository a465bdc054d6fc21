// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `audit.user` and `audit.impersonatedUser`.
package struct AlertUser: Sendable, Equatable, Encodable {
    package var user: AuditUser

    package init(user: AuditUser) {
        self.user = user
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encodeIfPresent(user.username, forKey: "username")
        try object.encodeIfPresent(user.uid, forKey: "uid")
        try object.encodeIfPresent(user.groups, forKey: "groups")
        if !user.extra.isEmpty { try object.encode(user.extra, forKey: "extra") }
    }
}

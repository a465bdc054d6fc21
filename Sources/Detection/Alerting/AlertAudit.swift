// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `audit` of an alert, under Kubernetes' own field names.
package struct AlertAudit: Sendable, Equatable, Encodable {
    package var event: AuditEvent
    package init(event: AuditEvent) { self.event = event }
    package func encode(to encoder: any Encoder) throws {
        _ = encoder.container(keyedBy: AlertKey.self)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A rule over Kubernetes audit events. Pure: the event in, a finding or nothing out.
package protocol AuditRule: Sendable {
    static var info: RuleInfo { get }
    func evaluate(_ event: AuditEvent) -> Finding?
}

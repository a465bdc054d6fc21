// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A rule over Kubernetes audit events. Pure: the event in, a finding or nothing out.
package protocol AuditRule: Sendable {
    static var info: RuleInfo { get }
    /// Of these, every record on which the rule could fire holds at least one, as it stands in what the API server
    /// writes (`"token"` with its quotes, if they matter). A live log is searched for them, and only lines that hold
    /// one are read; escaped spellings and other wrappings are the search's own business. Two bytes at least; none at all
    /// means that every line has to be read.
    static var needles: [String] { get }
    func evaluate(_ event: AuditEvent) -> Finding?
}

// SPDX-License-Identifier: Apache-2.0

/// A rule over accesses to credential files. Pure: the event and the policy's judgement in, a finding or nothing out.
package protocol FileRule: Sendable {
    static var info: RuleInfo { get }
    func evaluate(_ access: JudgedAccess) -> Finding?
}

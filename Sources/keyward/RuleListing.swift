// SPDX-License-Identifier: Apache-2.0

import Detection

/// One rule as `keyward rules list -o json` prints it.
struct RuleListing: Encodable {
    var id: String
    var name: String
    var severity: Severity
    var attack: [String]
    var covers: [UpstreamRule]
    var summary: String

    init(_ rule: RuleInfo) {
        id = rule.id
        name = rule.name
        severity = rule.severity
        attack = rule.attack
        covers = rule.covers
        summary = rule.summary
    }
}

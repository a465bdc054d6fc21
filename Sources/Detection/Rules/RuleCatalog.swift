// SPDX-License-Identifier: Apache-2.0

/// What is known of every rule, by id.
package enum RuleCatalog {
    package static let all: [RuleInfo] = [
        FileRules.all.map { type(of: $0).info },
        AuditRules.all.map { type(of: $0).info },
    ].flatMap(\.self)

    package static func rule(_ id: String) -> RuleInfo? {
        all.first { $0.id == id }
    }
}

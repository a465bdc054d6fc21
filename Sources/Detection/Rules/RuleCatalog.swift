// SPDX-License-Identifier: Apache-2.0

/// What is known of every rule, by id.
package enum RuleCatalog {
    package static let all: [RuleInfo] = [
        FileRules.all.map { type(of: $0).info },
        AuditRules.all.map { type(of: $0).info },
        JoinRules.infos,
    ].flatMap(\.self).sorted { $0.id < $1.id }

    package static func rule(_ id: String) -> RuleInfo? {
        all.first { $0.id == id }
    }
}

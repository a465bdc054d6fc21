// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What a write to a role or a binding gives that mints credentials or approves them, as far as it was logged.
struct RoleGrants {
    /// Each once, in the order of the rules: `to approve for signers`.
    private(set) var grants: [PolicyRuleGrant] = []

    static func isRole(_ target: RequestTarget) -> Bool {
        ["roles", "clusterroles"].contains(target.resource) && target.isIn("rbac.authorization.k8s.io")
    }

    static func isBinding(_ target: RequestTarget) -> Bool {
        ["rolebindings", "clusterrolebindings"].contains(target.resource) && target.isIn("rbac.authorization.k8s.io")
    }

    static func isRoleOrBinding(_ target: RequestTarget) -> Bool { isRole(target) || isBinding(target) }

    init(_ event: AuditEvent, _ target: RequestTarget) {
        let body = event.requestObject
        guard Self.isRole(target) else {
            let role = [event.responseObject, body].lazy.compactMap { $0?["roleRef"]?["name"]?.string }.first
            // A patch of subjects alone names no role; the bindings that Kubernetes comes with are named like theirs.
            if let role = role ?? target.name, let grant = PolicyRuleGrant(builtInRole: role) { grants = [grant] }
            return
        }
        // The response is the whole role, also after a patch that spells out one word of it.
        if let rules = event.responseObject?["rules"], rules.kind == .array {
            add(rules)
        } else if let rules = body?["rules"] {
            add(rules)
        }
        for operation in body?.elements ?? JSONValue(string: "").elements { add(operation: operation) }
    }

    private mutating func add(_ rules: JSONValue) {
        for rule in rules.elements { add(PolicyRuleGrant.all(in: rule)) }
    }

    private mutating func add(_ found: [PolicyRuleGrant]) {
        for grant in found where !grants.contains(grant) { grants.append(grant) }
    }

    /// RFC 6902. A rule's parts may be set one by one, so a single word that no harmless rule has counts too; and
    /// nothing can be said of an operation that copies or moves.
    private mutating func add(operation: JSONValue) {
        guard let place = operation["path"]?.string, place.hasPrefix("/rules") || place.isEmpty else { return }
        switch operation["op"]?.string {
        case "add", "replace":
            guard let value = operation["value"] else { return }
            switch value.kind {
            case .object:
                add(PolicyRuleGrant.all(in: value))
                if let rules = value["rules"] { add(rules) }
            case .string: add(PolicyRuleGrant.all(ofWord: value.string ?? ""))
            default:
                add(value)
                for word in value.elements.compactMap(\.string) { add(PolicyRuleGrant.all(ofWord: word)) }
            }
        case "copy", "move": add([.unknown])
        default: break
        }
    }
}

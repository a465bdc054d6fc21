// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// One thing that an RBAC rule allows and that leads to somebody else's credentials.
struct PolicyRuleGrant: Equatable {
    /// Follows "the right": `to approve for signers`.
    var text: String
    /// As a rule medium. Lower where the rule only gives it in passing (by a wildcard), or for named objects only.
    var isNarrow = false

    static let unknown = PolicyRuleGrant(
        text: "that the patch puts together from what is already there", isNarrow: true)

    private static let certificates = "certificates.k8s.io"

    private init(text: String, isNarrow: Bool = false) {
        self.text = text
        self.isNarrow = isNarrow
    }

    /// A binding to a role of Kubernetes' own that does just that
    /// (kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy).
    init?(builtInRole name: String) {
        let isForSigner =
            name.hasPrefix("system:certificates.k8s.io:") && (name.hasSuffix("-approver") || name.hasSuffix("-signer"))
        guard isForSigner || name == "system:controller:certificate-controller" else { return nil }
        self.init(text: "of the role \(AuditEvent.shown(name)), to approve or sign certificates")
    }

    static func all(in rule: JSONValue) -> [PolicyRuleGrant] {
        let verbs = Words(rule["verbs"])
        let groups = Words(rule["apiGroups"])
        let resources = Words(rule["resources"])
        let names = rule["resourceNames"]?.elements.compactMap(\.string) ?? []
        var found: [PolicyRuleGrant] = []
        func add(_ text: String, narrowed isNarrowed: Bool = false, meant isMeant: Bool, _ wanted: (Words, String)...) {
            guard wanted.allSatisfy({ $0.0.has($0.1) }) else { return }
            // Asked for in so many words, or all of everything; else one of many things that a wildcard gives.
            let isAll = wanted.allSatisfy { $0.0.isAll }
            found.append(PolicyRuleGrant(text: text, isNarrow: isNarrowed || !(isMeant || isAll)))
        }
        let isOfCertificates = groups.names(certificates)
        let isForOwnSigners = !names.isEmpty && !names.contains { $0.hasPrefix("kubernetes.io/") || $0 == "*" }
        for verb in ["approve", "sign"] {
            add(
                "to \(verb) for signers", narrowed: isForOwnSigners,
                meant: isOfCertificates || resources.names("signers") || verbs.names(verb), (verbs, verb),
                (groups, certificates), (resources, "signers"))
        }
        for (resource, deed) in [
            ("certificatesigningrequests/approval", "approve"), ("certificatesigningrequests/status", "sign"),
            ("podcertificaterequests/status", "sign"),
        ] where verbs.has("update") || verbs.has("patch") {
            let verb = verbs.has("update") ? "update" : "patch"
            add(
                "to \(deed) certificate requests (\(resource))", meant: isOfCertificates || resources.names(resource),
                (verbs, verb), (groups, certificates), (resources, resource))
        }
        add(
            "to have tokens of service accounts (serviceaccounts/token)", narrowed: !names.isEmpty,
            meant: resources.names("serviceaccounts/token"), (verbs, "create"), (groups, ""),
            (resources, "serviceaccounts/token"))
        let isImpersonation = verbs.isAll || verbs.hasOne(beginningWith: "impersonate")
        if isImpersonation, Self.identities.contains(where: resources.has),
            groups.has("") || groups.has("authentication.k8s.io")
        {
            let isMeant = !verbs.isAll || resources.isAll && groups.isAll
            found.append(
                PolicyRuleGrant(text: "to act as somebody else (impersonate)", isNarrow: !names.isEmpty || !isMeant))
        }
        return found
    }

    private static let identities = ["users", "groups", "serviceaccounts", "uids", "userextras"]

    /// A word that a patch sets by itself, in a rule that is not shown.
    static func all(ofWord word: String) -> [PolicyRuleGrant] {
        switch word {
        case "approve", "sign", "signers", "certificatesigningrequests/approval", "certificatesigningrequests/status",
            "podcertificaterequests/status", "serviceaccounts/token":
            [PolicyRuleGrant(text: "\(word), put into a rule by itself")]
        case "*": [PolicyRuleGrant(text: "* (to everything), put into a rule by itself", isNarrow: true)]
        default: word.hasPrefix("impersonate") ? [PolicyRuleGrant(text: "to act as somebody else (impersonate)")] : []
        }
    }

    /// One list of a rule, with the wildcards that RBAC knows: `*`, and `*/SUBRESOURCE` of resources.
    private struct Words {
        private let words: [String]

        init(_ list: JSONValue?) {
            words = list?.elements.compactMap(\.string) ?? []
        }

        var isAll: Bool { words.contains("*") }

        /// Spelt out, if perhaps for every resource.
        func names(_ word: String) -> Bool {
            words.contains(word) || word.split(separator: "/").dropFirst().contains { words.contains("*/\($0)") }
        }

        func has(_ word: String) -> Bool { isAll || names(word) }

        func hasOne(beginningWith prefix: String) -> Bool { words.contains { $0.hasPrefix(prefix) } }
    }
}

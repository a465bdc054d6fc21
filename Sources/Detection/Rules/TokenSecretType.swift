// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Which kind of login a Secret is, by its type or, where no body was logged, by its name.
struct TokenSecretType {
    enum Kind {
        /// kubernetes.io/service-account-token: the control plane puts a token without end into it.
        case serviceAccount
        /// bootstrap.kubernetes.io/token, named bootstrap-token-ID.
        case bootstrap
    }

    var kind: Kind
    /// The type was logged.
    var isProven: Bool
    var name: String?
    /// The service account, from the annotation that names it.
    var account: String?

    /// nil if it is neither, or if nothing tells.
    init?(_ event: AuditEvent, _ target: RequestTarget) {
        let bodies = [event.responseObject, event.requestObject].compactMap { $0 }.filter { $0.kind == .object }
        let names = [target.name] + bodies.map { $0["metadata"]?["name"]?.string }
        name = names.compactMap { $0 }.first { !$0.isEmpty }
        account =
            bodies.lazy.compactMap { $0["metadata"]?["annotations"]?["kubernetes.io/service-account.name"]?.string }
            .first
        let types = bodies.compactMap { $0["type"]?.string }
        isProven = true
        if types.contains("kubernetes.io/service-account-token") {
            kind = .serviceAccount
        } else if types.contains("bootstrap.kubernetes.io/token") {
            kind = .bootstrap
        } else {
            // A body that is there and names another type, or none, makes another Secret.
            guard bodies.isEmpty, let name, let kind = Self.kind(ofName: name, in: target.namespace) else { return nil }
            isProven = false
            self.kind = kind
        }
    }

    private static func kind(ofName name: String, in namespace: String?) -> Kind? {
        if name.hasPrefix("bootstrap-token-"), hasRandomEnd(name, count: 6) {
            return namespace == "kube-system" ? .bootstrap : nil
        }
        return name.contains("-token-") && hasRandomEnd(name, count: 5) ? .serviceAccount : nil
    }

    /// Whether a name ends in a hyphen and that many lower-case letters and digits.
    static func hasRandomEnd(_ name: String, count: Int) -> Bool {
        let end = name.utf8.suffix(count + 1)
        return end.count == count + 1 && end.first == UInt8(ascii: "-")
            && end.dropFirst().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
}

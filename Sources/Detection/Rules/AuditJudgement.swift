// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What every audit rule asks of an event first.
extension AuditEvent {
    /// Whether this record says how its request ended. Only two kinds never do: RequestReceived, which comes before
    /// the answer, and ResponseStarted of a watch, which has a ResponseComplete too. Anything else is judged, a stage that
    /// nobody knows included, so that an odd one hides nothing; so is a RequestReceived that holds what it cannot hold.
    var tellsOutcome: Bool {
        switch stage {
        case "RequestReceived": responseStatus != nil || requestObject != nil
        case "ResponseStarted": verb != "watch"
        default: true
        }
    }

    var isWrite: Bool { verb == "create" || verb == "update" || verb == "patch" }

    /// Whether the request makes an object, as far as the record tells. A server-side apply is a patch, which answers 201
    /// where it made the object and 200 where it changed one. Where the answer does not tell (a refusal; GKE, whose
    /// records know no 201), a patch counts if its body holds what only a new object has.
    /// - Parameter hasFreshBody: whether it does.
    func creates(_ hasFreshBody: Bool) -> Bool {
        switch verb {
        case "create": true
        case "patch": responseStatus?.code == 201 || hasFreshBody && (form == .gke || responseStatus?.code != 200)
        default: false
        }
    }

    /// `?dryRun=All`, which shows in the request URI and nowhere else.
    var isDryRun: Bool {
        requestURI.map { RequestURI($0).values(of: "dryRun").contains("All") } ?? false
    }

    /// Everyone who stands behind the request: who authenticated, and whom that one asked to be taken for. An identity
    /// excuses a request only if each of them would be excused: the impersonated name is the caller's choice. A damaged
    /// record excuses nobody: what it lacks may be the second identity.
    func isExcused(_ excuse: (AuditUser) -> Bool) -> Bool {
        guard damage == nil, let user, user.username?.isEmpty == false, excuse(user) else { return false }
        let identities = ["user", "impersonatedUser"].flatMap { [$0, "\($0).username", "\($0).groups"] }
        if malformed.contains(where: identities.contains) { return false }
        return impersonatedUser.map(excuse) ?? true
    }

    /// Who authenticated, and whom that one asked to be taken for.
    var identities: [AuditUser] { [user, impersonatedUser].compactMap(\.self) }

    /// The actor in a reason: `alice (from 10.0.0.7)`, `alice as bob (from 10.0.0.7)`.
    var actorText: String {
        let caller = user?.username.flatMap { $0.isEmpty ? nil : Self.shown($0) } ?? "somebody the record does not name"
        let assumed = impersonatedUser.map { " as \(Self.shown($0.username ?? "somebody else"))" } ?? ""
        return caller + assumed + (sourceIP.map { " (from \(Self.shown($0)))" } ?? "")
    }

    /// The object's name, from the body where the API server made the name up.
    func objectName(_ target: RequestTarget) -> String {
        let candidates = [
            target.name, responseObject?["metadata"]?["name"]?.string, requestObject?["metadata"]?["name"]?.string,
        ]
        return candidates.lazy.compactMap { $0 }.first { !$0.isEmpty }.map(Self.shown) ?? "without a name"
    }

    /// `NAMESPACE/NAME` of the object, the name from the body where the API server made it up.
    func objectPath(_ target: RequestTarget) -> String {
        let namespace = target.namespace.flatMap { $0.isEmpty ? nil : Self.shown($0) + "/" } ?? ""
        return namespace + objectName(target)
    }

    /// Text that its author may have chosen, safe to print and of bounded length.
    static func shown(_ text: String) -> String {
        let limit = 256
        let escaped = KernelString(String(text.unicodeScalars.prefix(limit))).text
        return text.unicodeScalars.count > limit ? escaped + "..." : escaped
    }
}

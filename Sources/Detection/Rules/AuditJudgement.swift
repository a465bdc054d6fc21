// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What every audit rule asks of an event first.
extension AuditEvent {
    /// Whether this record is the one of its request that says how it ended: ResponseComplete, Panic, a 401's
    /// ResponseStarted (it has no other stage), or a record that names no stage.
    var tellsOutcome: Bool {
        switch stage {
        case nil, "ResponseComplete", "Panic": true
        case "ResponseStarted": responseStatus?.code == 401
        default: false
        }
    }

    /// `?dryRun=All`, which shows in the request URI and nowhere else.
    var isDryRun: Bool {
        requestURI.map { RequestURI($0).values(of: "dryRun").contains("All") } ?? false
    }

    /// Everyone who stands behind the request: who authenticated, and whom that one asked to be taken for. An identity
    /// excuses a request only if each of them would be excused: the impersonated name is the caller's choice.
    func isExcused(_ excuse: (AuditUser) -> Bool) -> Bool {
        guard let user, user.username?.isEmpty == false, excuse(user) else { return false }
        let identities = ["user", "impersonatedUser"].flatMap { [$0, "\($0).username", "\($0).groups"] }
        if malformed.contains(where: identities.contains) { return false }
        return impersonatedUser.map(excuse) ?? true
    }

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

    /// Text that its author may have chosen, safe to print and of bounded length.
    static func shown(_ text: String) -> String {
        let limit = 256
        let escaped = KernelString(String(text.unicodeScalars.prefix(limit))).text
        return text.unicodeScalars.count > limit ? escaped + "..." : escaped
    }
}

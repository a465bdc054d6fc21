// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A command that a request runs in a container: `pods/exec`, or the kubelet's own `/exec` and `/run` through
/// `nodes/proxy`.
struct PodCommand {
    var words: [String]
    /// `the pod shop/web-1`, safe to print.
    var place: String

    /// nil if the request runs nothing. A websocket client's verb is get, another's create.
    init?(_ event: AuditEvent, _ target: RequestTarget) {
        guard target.apiGroup.isEmpty, event.verb == "create" || event.verb == "get" else { return nil }
        let uri = event.requestURI.map { RequestURI($0) }
        switch (target.resource, target.subresource) {
        case ("pods", "exec"):
            place = "the pod \(target.path)"
        case ("nodes", "proxy"):
            let parts = uri?.path?.split(separator: "/").map(String.init) ?? []
            guard let proxy = parts.firstIndex(of: "proxy"),
                parts.dropFirst(proxy + 1).first.map({ ["exec", "run"].contains($0) }) == true
            else { return nil }
            place = "a pod of the node \(target.path), around pods/exec,"
        default: return nil
        }
        words = uri.map { $0.values(of: "command") + $0.values(of: "cmd") } ?? []
        // GKE's records have no query; the options are the body there.
        for body in [event.requestObject, event.responseObject] {
            words += body?["command"]?.elements.compactMap(\.string) ?? []
        }
    }
}

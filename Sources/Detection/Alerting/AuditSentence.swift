// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Who asked for what, and how it was answered, in one line. Escaped, and bounded: a client may send names and user
/// agents of a megabyte.
enum AuditSentence {
    /// Characters of one part. Names of Kubernetes objects have at most 253.
    private static let maximumPart = 256

    static func of(_ event: AuditEvent) -> String {
        var text = shown(event.user?.username, or: "an unknown user")
        if let impersonated = event.impersonatedUser?.username { text += " as \(shown(impersonated, or: ""))" }
        if let address = event.sourceIP { text += " from \(shown(address, or: ""))" }
        text += ": \(shown(event.verb, or: "?")) \(object(event))"
        if let code = event.responseStatus?.code { text += ", answered \(code)" }
        return text
    }

    static func object(_ event: AuditEvent) -> String {
        guard let reference = event.objectRef, reference.resource != nil else {
            return shown(event.requestURI, or: "an unknown object")
        }
        let kind = [reference.resource, reference.subresource].compactMap(\.self).joined(separator: "/")
        let name = [reference.namespace, reference.name].compactMap(\.self).joined(separator: "/")
        return shown(kind, or: "") + (name.isEmpty ? "" : " \(shown(name, or: ""))")
    }

    static func shown(_ text: String?, or otherwise: String) -> String {
        guard let text, !text.isEmpty else { return otherwise }
        // A character can be any number of scalars, so scalars are what is counted.
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.prefix(maximumPart)))
        return kept.printable + (kept.unicodeScalars.count < text.unicodeScalars.count ? "…" : "")
    }
}

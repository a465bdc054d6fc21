// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What to rotate or revoke once a join is certain: plain sentences, the first step first.
enum JoinRemediation {
    static func ofStolen(_ theft: Theft, source: String) -> [String] {
        let credential = theft.credential
        let end = credential.notAfter.map { " It works until \($0.second)." } ?? ""
        let block =
            "Block \(source.printable) where requests reach the API server, and see in the audit log what it did."
        switch credential.kind {
        case .token, .legacyToken, .opaqueToken:
            let object =
                credential.boundPod.map { "the pod \($0.printable)" }
                ?? "the object that the token is bound to, or its Secret"
            return [
                block, "Delete \(object): the token dies with it.\(end)",
                "If that cannot be, delete the service account \(credential.shownUser) and make it anew: all its tokens die.",
                "Undo what was done with it: look for Secrets read, tokens asked for, pods and bindings made.",
            ]
        default:
            return [
                block,
                "A client certificate cannot be revoked.\(end) Take away the role bindings of \(credential.shownUser).",
                credential.groups.contains("system:masters")
                    ? "Its group is system:masters, which no binding limits: replace the cluster's certificate authority."
                    : "If it must stop at once and its rights cannot be taken away, replace the certificate authority that signed it.",
                "Issue a new certificate for \(theft.host.printable), and treat what else lies on that node as taken.",
                "Undo what was done with it: look for Secrets read, tokens and certificates asked for, bindings made.",
            ]
        }
    }

    static func ofGolden(_ theft: Theft, isCertificate: Bool) -> [String] {
        isCertificate
            ? [
                "Replace the certificate authority whose key was taken, and everything it signed: no certificate of its "
                    + "making can be revoked, and more of them may exist.",
                "Distribute the new authority beside the old one, reissue, and only then drop the old one.",
                "Undo what this certificate did: look for Secrets read, bindings and tokens made.",
            ]
            : [
                "Replace the service-account signing key on every API server and controller manager, and remove the old "
                    + "public key from --service-account-key-file: every token of its making dies.",
                "Undo what this token did: look for Secrets read, bindings and pods made.",
            ]
    }

    static func ofMinted(_ minted: Issuance, isCertificate: Bool) -> [String] {
        let asker = AuditSentence.shown(minted.request.username, or: "whoever asked")
        return [
            isCertificate
                ? "Take away the role bindings of the certificate's user: it cannot be revoked and works until it expires."
                : "Delete the object that the token is bound to, or the service account: its tokens die with it.",
            "Rotate the credential of \(asker), who asked for it, and take the right to ask away.",
            "Undo what was done with it.",
        ]
    }

    static func ofNode(_ theft: Theft, user: String) -> [String] {
        [
            "Delete the Node object of \(AuditSentence.shown(user, or: "the node")): its certificate is good for nothing without one.",
            "Drain and rebuild the node; treat every Secret and token of its pods as taken.",
            "Delete what the node asked for: certificate requests, and pods or service accounts that tokens were made of.",
        ]
    }

    static func ofSelfApproval(name: String, approver: String) -> [String] {
        [
            "A certificate that was issued cannot be revoked: take away its subject's role bindings, and if its group is "
                + "system:masters replace the cluster's certificate authority.",
            "Delete the CertificateSigningRequest \(AuditSentence.shown(name, or: "")): `kubectl delete csr NAME`.",
            "Take the right to approve from \(AuditSentence.shown(approver, or: "the approver")), and rotate its credential.",
        ]
    }
}

extension Credential {
    /// `the client certificate of system:node:node-a`, for a sentence. Escaped.
    var shownName: String {
        switch kind {
        case .certificate: "the certificate of \(shownUser)"
        case .authority: "the key of the certificate authority \(shownUser)"
        case .serviceAccountKey: "the key that signs service-account tokens"
        case .token, .legacyToken: "the token of \(shownUser)"
        case .opaqueToken: user == nil ? "a token" : "the token of \(shownUser)"
        case .unknown: "a credential of unknown identity"
        }
    }

    /// The same at the beginning of a sentence.
    var shownNameFirst: String { shownName.prefix(1).uppercased() + shownName.dropFirst() }

    var shownUser: String { AuditSentence.shown(user ?? subject, or: "an unknown user") }
}

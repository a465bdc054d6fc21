// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Credential {
    private static let serviceAccountUser = "system:serviceaccount:"

    /// Whose a JSON Web Token is.
    package init(_ claims: TokenClaims, evidence: Evidence) {
        self.init(kind: .opaqueToken, evidence: evidence)
        subject = claims.text("sub")
        issuer = claims.text("iss")
        audience = claims.audience
        notBefore = claims.time("nbf") ?? claims.time("iat")
        notAfter = claims.time("exp")
        credentialID = claims.text("jti").map { "JTI=\($0)" }
        if let kubernetes = claims.kubernetes {
            kind = .token
            bind(to: kubernetes)
        } else if let namespace = claims.text("kubernetes.io/serviceaccount/namespace") {
            // The claims of a token from a Secret (kubernetes pkg/serviceaccount/legacy.go).
            kind = .legacyToken
            setServiceAccount(namespace, claims.text("kubernetes.io/serviceaccount/service-account.name"))
        }
        if credentialID == nil, kind != .legacyToken {
            problem = "it has no jti, so that the audit log does not name it"
        }
    }

    private mutating func bind(to kubernetes: JSONValue) {
        let namespace = kubernetes["namespace"]?.string.map { CredentialLimits.bounded($0) }
        func name(_ object: String) -> String? {
            kubernetes[object]?["name"]?.string.map { CredentialLimits.bounded($0) }
        }
        if let pod = name("pod") { boundPod = "\(namespace ?? "")/\(pod)" }
        boundNode = name("node")
        setServiceAccount(namespace, name("serviceaccount"))
    }

    /// The user and the groups that the API server makes of it (kubernetes pkg/serviceaccount/util.go).
    private mutating func setServiceAccount(_ namespace: String?, _ name: String?) {
        if let namespace, let name {
            user = "\(Self.serviceAccountUser)\(namespace):\(name)"
        } else if let subject, subject.hasPrefix(Self.serviceAccountUser) {
            user = subject
        }
        groups = ["system:serviceaccounts"] + (namespace.map { ["system:serviceaccounts:\($0)"] } ?? [])
    }

    /// Whose the token is that a text holds alone, but for white space around it.
    package static func ofToken(_ text: [UInt8], evidence: Evidence) -> Credential {
        let token = text.split { $0 <= 0x20 }.first ?? []
        if token.isEmpty { return unknown("it is empty", evidence: evidence) }
        if let bootstrap = BootstrapToken(token) { return bootstrap.credential(evidence: evidence) }
        // Not of a file that a kubeconfig leads to: whoever writes one could have the fields of any table told.
        if evidence == .file, token.contains(UInt8(ascii: ",")) {
            return StaticTokens(text).credential(evidence: evidence)
        }
        do throws(TokenError) {
            return Credential(try TokenClaims(token), evidence: evidence)
        } catch {
            var credential = Credential(kind: .opaqueToken, evidence: evidence)
            // What is no JSON Web Token at all is a static token, and nothing is wrong with it.
            if token.contains(UInt8(ascii: ".")) { credential.problem = "its token cannot be read: \(error)" }
            return credential
        }
    }
}

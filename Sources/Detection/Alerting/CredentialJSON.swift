// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A credential's identity, as alerts, incidents and the inventory show it. What is unknown is left out.
package struct CredentialJSON: Encodable {
    package let credential: Credential

    package init(_ credential: Credential) {
        self.credential = credential
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(credential.kind, forKey: "kind")
        try object.encodeIfPresent(credential.subject, forKey: "subject")
        try object.encodeIfPresent(credential.user, forKey: "user")
        if !credential.groups.isEmpty { try object.encode(credential.groups, forKey: "groups") }
        try object.encodeIfPresent(credential.issuer, forKey: "issuer")
        try object.encodeIfPresent(credential.serial, forKey: "serial")
        try object.encodeIfPresent(credential.notBefore, forKey: "not_before")
        try object.encodeIfPresent(credential.notAfter, forKey: "not_after")
        try object.encodeIfPresent(credential.credentialID, forKey: "credential_id")
        try object.encode(credential.evidence, forKey: "by")
        try object.encodeIfPresent(credential.boundPod, forKey: "bound_pod")
        try object.encodeIfPresent(credential.boundNode, forKey: "bound_node")
        if !credential.audience.isEmpty { try object.encode(credential.audience, forKey: "audience") }
        try object.encodeIfPresent(credential.problem, forKey: "problem")
    }
}

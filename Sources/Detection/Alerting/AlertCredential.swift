// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `credential` of an alert and `identity` of an inventory's line: whose a file is, and what its holder can do.
package struct AlertCredential: Sendable, Equatable, Encodable {
    package var credential: Credential
    /// Sentences without their end; empty where it is not known, and of a public certificate.
    package var powers: [String]

    /// - Parameter file: what policy says of the file that it was found for; nil of a directory or a disk, of which only
    ///   the secret files are told.
    package init(_ credential: Credential, of file: CredentialFile?) {
        self.credential = credential
        powers = file?.credentialClass.isSecret ?? true ? CredentialPowers.of(credential) : []
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try encodeIdentity(to: &object)
        if !powers.isEmpty { try object.encode(powers, forKey: "can") }
    }

    private func encodeIdentity(to object: inout KeyedEncodingContainer<AlertKey>) throws {
        try object.encode(credential.kind, forKey: "kind")
        try object.encodeIfPresent(credential.subject, forKey: "subject")
        try object.encodeIfPresent(credential.user, forKey: "user")
        try encode(credential.groups, forKey: "groups", to: &object)
        try encode(credential.alternativeNames, forKey: "names", to: &object)
        try encode(credential.usages ?? [], forKey: "usages", to: &object)
        try object.encodeIfPresent(credential.issuer, forKey: "issuer")
        try object.encodeIfPresent(credential.serial, forKey: "serial")
        try object.encodeIfPresent(credential.notBefore, forKey: "not_before")
        try object.encodeIfPresent(credential.notAfter, forKey: "not_after")
        try object.encodeIfPresent(credential.credentialID, forKey: "credential_id")
        try encode(credential.audience, forKey: "audience", to: &object)
        try object.encodeIfPresent(credential.boundPod, forKey: "pod")
        try object.encodeIfPresent(credential.boundNode, forKey: "node")
        try object.encode(credential.evidence, forKey: "by")
        try object.encode(credential.source, as: "path")
        try object.encode(credential.file, as: "file")
        try object.encodeIfPresent(credential.problem, forKey: "problem")
    }

    private func encode(
        _ list: [String], forKey key: AlertKey, to object: inout KeyedEncodingContainer<AlertKey>
    ) throws {
        if !list.isEmpty { try object.encode(list, forKey: key) }
    }
}

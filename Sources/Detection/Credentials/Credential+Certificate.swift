// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Credential {
    /// Whose a certificate is.
    package init(_ certificate: Certificate, evidence: Evidence) {
        self.init(kind: certificate.extensions.isAuthority ? .authority : .certificate, evidence: evidence)
        subject = CredentialLimits.bounded(certificate.subject.readable)
        user = certificate.subject.commonName.map { CredentialLimits.bounded($0) }
        groups = CredentialLimits.bounded(certificate.subject.organizations)
        let extensions = certificate.extensions
        alternativeNames = CredentialLimits.bounded(
            extensions.dnsNames.map { "DNS:\($0)" } + extensions.ipAddresses.map { "IP:\($0)" }
                + extensions.uris.map { "URI:\($0)" })
        usages = extensions.usages.map { CredentialLimits.bounded($0) }
        issuer = CredentialLimits.bounded(certificate.issuer.readable)
        serial = CredentialLimits.bounded(certificate.serial)
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
        credentialID = CredentialKey.certificatePrefix + certificate.fingerprint
    }

    /// Whose the certificates of a file are: the first counts, as TLS takes it for the leaf. `bytes` is a PEM text, which
    /// may hold other blocks, or DER.
    package static func ofCertificates(_ bytes: [UInt8], evidence: Evidence) -> Credential {
        let isDER = bytes.first == DERReader.Tag.sequence
        guard let leaf = PEMText.blocks(of: "CERTIFICATE", in: bytes).first ?? (isDER ? bytes : nil) else {
            return unknown("there is no certificate in it", evidence: evidence)
        }
        do throws(X509Error) {
            return Credential(try Certificate(der: leaf), evidence: evidence)
        } catch {
            return unknown("its certificate cannot be read: \(error)", evidence: evidence)
        }
    }
}

extension X509Name {
    /// `O=system:nodes, CN=system:node:node-a`
    fileprivate var readable: String { attributes.map { "\($0.type)=\($0.value)" }.joined(separator: ", ") }
}

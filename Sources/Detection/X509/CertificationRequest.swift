// SPDX-License-Identifier: Apache-2.0

/// A certification request (PKCS#10, RFC 2986): who asks to be called what. Neither key nor signature is checked.
package struct CertificationRequest: Sendable, Equatable {
    private static let extensionRequest = "1.2.840.113549.1.9.14"

    package var subject: X509Name
    /// `RSA-2048`, `EC P-256`
    package var key: String
    package var extensions: X509Extensions

    package init(der: [UInt8]) throws(X509Error) {
        var outer = DERReader(der[...])
        let request = try outer.next(DERReader.Tag.sequence, "certification request")
        var parts = request.children
        let info = try parts.next(DERReader.Tag.sequence, "certification request info")
        var fields = info.children
        _ = try fields.next(DERReader.Tag.integer, "version")
        subject = try X509Name(try fields.next(DERReader.Tag.sequence, "subject"))
        // From here on nothing is needed to know the subject, so nothing may fail.
        key = (try? fields.next()).flatMap(\.self).map(X509Key.describe) ?? "unreadable"
        extensions = X509Extensions()
        guard let attributes = try? fields.nextIf(DERReader.Tag.context(0, constructed: true)) else { return }
        var list = attributes.children
        while let attribute = (try? list.next()).flatMap(\.self) {
            var fields = attribute.children
            guard let type = try? fields.next(DERReader.Tag.objectIdentifier, "attribute"),
                ObjectIdentifier.text(type) == Self.extensionRequest,
                let values = try? fields.next(DERReader.Tag.set, "attribute values")
            else { continue }
            var extensions = values.children
            if let sequence = try? extensions.next(DERReader.Tag.sequence, "extensions") {
                self.extensions = X509Extensions(sequence)
                return
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Crypto
package import SensorEvents

/// An X.509 certificate (RFC 5280): whose it is and how it is told from others. Neither key nor signature is checked.
package struct Certificate: Sendable, Equatable {
    package var subject: X509Name
    package var issuer: X509Name
    /// Lower-case hexadecimal, without leading zeros.
    package var serial: String
    /// nil if it cannot be read, or lies before 1970 or after 2553, as that of a certificate without an end does.
    package var notBefore: WallTime?
    package var notAfter: WallTime?
    /// `RSA-2048`, `EC P-256`
    package var key: String
    package var extensions: X509Extensions
    /// SHA-256 of the whole, in lower-case hexadecimal: what follows `X509SHA256=` in the audit log.
    package var fingerprint: String

    package init(der: [UInt8]) throws(X509Error) {
        var outer = DERReader(der[...])
        let certificate = try outer.next(DERReader.Tag.sequence, "certificate")
        var parts = certificate.children
        let body = try parts.next(DERReader.Tag.sequence, "certificate body")
        var fields = body.children
        _ = try fields.nextIf(DERReader.Tag.context(0, constructed: true))
        let number = try fields.next(DERReader.Tag.integer, "serial number")
        _ = try fields.next(DERReader.Tag.sequence, "signature algorithm")
        issuer = try X509Name(try fields.next(DERReader.Tag.sequence, "issuer"))
        // What cannot be read of when it is valid must not hide whose it is.
        var validity = try fields.next(DERReader.Tag.sequence, "validity").children
        notBefore = (try? validity.next()).flatMap(\.self).flatMap(X509Time.read)
        notAfter = (try? validity.next()).flatMap(\.self).flatMap(X509Time.read)
        subject = try X509Name(try fields.next(DERReader.Tag.sequence, "subject"))
        serial = Self.withoutZeros(Hexadecimal.text(number.contents))
        fingerprint = Fingerprint.of(certificate.encoded)
        key = (try? fields.next()).flatMap(\.self).map(X509Key.describe) ?? "unreadable"
        extensions = X509Extensions()
        while let field = (try? fields.next()).flatMap(\.self) {
            guard field.tag == DERReader.Tag.context(3, constructed: true) else { continue }
            var inner = field.children
            if let sequence = try? inner.next(DERReader.Tag.sequence, "extensions") {
                extensions = X509Extensions(sequence)
            }
        }
    }

    private static func withoutZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }
}

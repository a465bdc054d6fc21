// SPDX-License-Identifier: Apache-2.0

import Crypto

/// An X.509 certificate (RFC 5280): whose it is and how it is told from others. Neither key nor signature is checked.
package struct Certificate: Sendable, Equatable {
    package var subject: X509Name
    package var issuer: X509Name
    /// Lower-case hexadecimal, without leading zeros.
    package var serial: String
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
        _ = try fields.next(DERReader.Tag.sequence, "validity")
        subject = try X509Name(try fields.next(DERReader.Tag.sequence, "subject"))
        serial = Self.hexadecimal(number.contents.drop { $0 == 0 })
        fingerprint = Self.hexadecimal(SHA256.hash(data: certificate.encoded))
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

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

// SPDX-License-Identifier: Apache-2.0

import SwiftASN1

/// An object identifier in its dotted form (`2.5.4.3`).
enum ObjectIdentifier {
    /// One that cannot be read is shown by its bytes: it must not keep the rest from being read.
    static func text(_ element: DERReader.Element) -> String {
        if element.tag == DERReader.Tag.objectIdentifier,
            let identifier = try? ASN1ObjectIdentifier(derEncoded: element.encoded)
        {
            return identifier.description
        }
        let digits = Array("0123456789abcdef")
        return element.contents.prefix(32).reduce(into: "#") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }
}

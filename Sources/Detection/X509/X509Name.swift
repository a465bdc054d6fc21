// SPDX-License-Identifier: Apache-2.0

/// A distinguished name (X.501), reduced to what Kubernetes makes of it: a user and groups.
package struct X509Name: Sendable, Equatable {
    /// One attribute: `CN`, `O`, or the dotted identifier of another, and its value.
    package struct Attribute: Sendable, Equatable {
        package var type: String
        package var value: String
    }

    /// In order, those that share one relative name included.
    package var attributes: [Attribute]

    /// The last, which is the one that Go's crypto/x509 and so Kubernetes takes; the user's name.
    package var commonName: String? { commonNames.last }
    package var commonNames: [String] { values("CN") }
    /// The groups.
    package var organizations: [String] { values("O") }

    /// `CN=alice,O=developers`, in the order in which it was written.
    package var text: String { attributes.map { "\($0.type)=\($0.value)" }.joined(separator: ",") }

    private static let types = [
        "2.5.4.3": "CN", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L",
        "2.5.4.8": "ST", "2.5.4.9": "STREET", "0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC",
    ]

    init(_ sequence: DERReader.Element) throws(X509Error) {
        attributes = []
        var names = sequence.children
        while let relative = try names.next() {
            var parts = relative.children
            while let part = try parts.next() {
                var fields = part.children
                let type = ObjectIdentifier.text(try fields.next(DERReader.Tag.objectIdentifier, "attribute type"))
                guard let value = try fields.next() else { throw X509Error("an attribute of its subject has no value") }
                attributes.append(Attribute(type: Self.types[type] ?? type, value: DERText.decode(value)))
            }
        }
    }

    private func values(_ type: String) -> [String] { attributes.filter { $0.type == type }.map(\.value) }
}

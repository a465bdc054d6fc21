// SPDX-License-Identifier: Apache-2.0

/// The extensions of a certificate or of a request (RFC 5280, 4.2), reduced to the alternative names in them.
package struct X509Extensions: Sendable, Equatable {
    package var dnsNames: [String] = []
    /// As text.
    package var ipAddresses: [String] = []
    package var emailAddresses: [String] = []
    package var uris: [String] = []

    private static let subjectAlternativeName = "2.5.29.17"

    package init() {}

    /// - Parameter sequence: `Extensions`; one that cannot be read is passed over.
    init(_ sequence: DERReader.Element) {
        var extensions = sequence.children
        while let one = (try? extensions.next()).flatMap(\.self) {
            var fields = one.children
            guard let identifier = try? fields.next(DERReader.Tag.objectIdentifier, "extension"),
                ObjectIdentifier.text(identifier) == Self.subjectAlternativeName
            else { continue }
            _ = try? fields.nextIf(DERReader.Tag.boolean)
            guard let value = try? fields.next(DERReader.Tag.octetString, "extension value") else { continue }
            var outer = value.children
            guard let names = try? outer.next(DERReader.Tag.sequence, "alternative names") else { continue }
            add(names)
        }
    }

    private mutating func add(_ names: DERReader.Element) {
        var names = names.children
        while let name = (try? names.next()).flatMap(\.self) {
            switch name.tag {
            case DERReader.Tag.context(1, constructed: false): emailAddresses.append(DERText.decode(name.contents))
            case DERReader.Tag.context(2, constructed: false): dnsNames.append(DERText.decode(name.contents))
            case DERReader.Tag.context(6, constructed: false): uris.append(DERText.decode(name.contents))
            case DERReader.Tag.context(7, constructed: false): ipAddresses.append(Self.address(Array(name.contents)))
            default: break
            }
        }
    }

    /// RFC 5952 without its shortening of zeros; anything but 4 or 16 bytes in hexadecimal.
    private static func address(_ bytes: [UInt8]) -> String {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: bytes.count, by: 2).map { start in
            String(bytes[start..<min(start + 2, bytes.count)].reduce(0) { $0 << 8 | UInt32($1) }, radix: 16)
        }
        return groups.joined(separator: ":")
    }
}

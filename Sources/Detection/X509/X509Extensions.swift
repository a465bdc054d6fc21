// SPDX-License-Identifier: Apache-2.0

/// The extensions of a certificate or of a request (RFC 5280, 4.2), reduced to the alternative names in them, to what it
/// may be used for, and to whether it may sign others.
package struct X509Extensions: Sendable, Equatable {
    package var dnsNames: [String] = []
    /// As text.
    package var ipAddresses: [String] = []
    package var emailAddresses: [String] = []
    package var uris: [String] = []
    /// `CA:TRUE`: it is an authority's.
    package var isAuthority = false
    /// What its key may be used for: `client`, `server`, or the dotted identifier of another purpose; nil if it does not
    /// say, and everything is allowed.
    package var usages: [String]?

    private static let subjectAlternativeName = "2.5.29.17"
    private static let basicConstraints = "2.5.29.19"
    private static let extendedKeyUsage = "2.5.29.37"
    private static let usageNames = [
        "1.3.6.1.5.5.7.3.1": "server", "1.3.6.1.5.5.7.3.2": "client", "2.5.29.37.0": "any",
    ]

    package init() {}

    /// - Parameter sequence: `Extensions`; one that cannot be read is passed over.
    init(_ sequence: DERReader.Element) {
        var extensions = sequence.children
        while let one = (try? extensions.next()).flatMap(\.self) {
            var fields = one.children
            guard let identifier = try? fields.next(DERReader.Tag.objectIdentifier, "extension") else { continue }
            _ = try? fields.nextIf(DERReader.Tag.boolean)
            guard let value = try? fields.next(DERReader.Tag.octetString, "extension value") else { continue }
            var outer = value.children
            guard let content = try? outer.next(DERReader.Tag.sequence, "extension value") else { continue }
            switch ObjectIdentifier.text(identifier) {
            case Self.subjectAlternativeName: add(content)
            case Self.basicConstraints: isAuthority = Self.isTrue(content)
            case Self.extendedKeyUsage: usages = Self.usages(content)
            default: break
            }
        }
    }

    /// The first element of `BasicConstraints`, which may be left out where it is false.
    private static func isTrue(_ constraints: DERReader.Element) -> Bool {
        var fields = constraints.children
        let flag = try? fields.nextIf(DERReader.Tag.boolean)
        return flag?.contents.contains { $0 != 0 } ?? false
    }

    private static func usages(_ purposes: DERReader.Element) -> [String] {
        var list = purposes.children
        var usages: [String] = []
        while let purpose = (try? list.next()).flatMap(\.self) {
            let identifier = ObjectIdentifier.text(purpose)
            usages.append(usageNames[identifier] ?? identifier)
        }
        return usages
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

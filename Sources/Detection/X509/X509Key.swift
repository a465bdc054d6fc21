// SPDX-License-Identifier: Apache-2.0

/// A public key, described and never checked: a weak, rare or broken one must not hide whose it is.
enum X509Key {
    private static let algorithms = [
        "1.2.840.113549.1.1.1": "RSA", "1.2.840.113549.1.1.10": "RSA-PSS", "1.2.840.10045.2.1": "EC",
        "1.2.840.10040.4.1": "DSA", "1.3.101.110": "X25519", "1.3.101.111": "X448", "1.3.101.112": "Ed25519",
        "1.3.101.113": "Ed448", "2.16.840.1.101.3.4.3.17": "ML-DSA-44", "2.16.840.1.101.3.4.3.18": "ML-DSA-65",
        "2.16.840.1.101.3.4.3.19": "ML-DSA-87",
    ]

    /// Of SEC 2, NIST and RFC 5639.
    private static let curves = [
        "1.2.840.10045.3.1.1": "P-192", "1.3.132.0.33": "P-224", "1.2.840.10045.3.1.7": "P-256",
        "1.3.132.0.34": "P-384",
        "1.3.132.0.35": "P-521", "1.3.132.0.10": "secp256k1", "1.3.36.3.3.2.8.1.1.1": "brainpoolP160r1",
        "1.3.36.3.3.2.8.1.1.3": "brainpoolP192r1", "1.3.36.3.3.2.8.1.1.5": "brainpoolP224r1",
        "1.3.36.3.3.2.8.1.1.7": "brainpoolP256r1", "1.3.36.3.3.2.8.1.1.8": "brainpoolP256t1",
        "1.3.36.3.3.2.8.1.1.9": "brainpoolP320r1", "1.3.36.3.3.2.8.1.1.11": "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13": "brainpoolP512r1",
    ]

    /// `RSA-2048`, `EC P-256`, `Ed25519`; of a SubjectPublicKeyInfo.
    static func describe(_ info: DERReader.Element) -> String {
        var fields = info.children
        guard let algorithm = try? fields.next(DERReader.Tag.sequence, "algorithm") else { return "unreadable" }
        var parts = algorithm.children
        guard let identifier = try? parts.next(DERReader.Tag.objectIdentifier, "algorithm") else { return "unreadable" }
        let oid = ObjectIdentifier.text(identifier)
        let name = algorithms[oid] ?? oid
        switch name {
        case "RSA", "RSA-PSS":
            let bits = (try? fields.next(DERReader.Tag.bitString, "key")).flatMap(modulusBits)
            return bits.map { "\(name)-\($0)" } ?? "\(name) of an unreadable size"
        case "EC":
            guard let curve = (try? parts.next()).flatMap(\.self) else { return "EC of an unnamed curve" }
            let oid = ObjectIdentifier.text(curve)
            return curve.tag == DERReader.Tag.objectIdentifier
                ? "EC \(curves[oid] ?? oid)" : "EC of explicit parameters"
        default: return name
        }
    }

    /// The length of RSAPublicKey's first number.
    private static func modulusBits(_ key: DERReader.Element) -> Int? {
        // The first byte of a bit string counts the bits that are not used.
        var outer = DERReader(key.contents.dropFirst())
        guard let sequence = try? outer.next(DERReader.Tag.sequence, "key") else { return nil }
        var numbers = sequence.children
        guard let modulus = try? numbers.next(DERReader.Tag.integer, "modulus") else { return nil }
        let digits = modulus.contents.drop { $0 == 0 }
        return digits.first.map { digits.count * 8 - $0.leadingZeroBitCount }
    }
}

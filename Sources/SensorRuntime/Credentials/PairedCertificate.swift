// SPDX-License-Identifier: Apache-2.0

/// Where the certificate of a private key lies beside it.
enum PairedCertificate {
    private static let suffixes = [".crt", ".pem", ".cert", ".cer"]

    /// Host paths to try, the likeliest first: `x.crt` of `x.key`, `x.crt.bak` of `x.key.bak`, `x.pem` of `x-key.pem`,
    /// `cert.pem` of `key.pem`. None of them is the name of a key.
    static func candidates(of path: String) -> [String] {
        guard let slash = path.lastIndex(of: "/") else { return [] }
        let directory = path[...slash]
        let name = path[path.index(after: slash)...]
        return names(of: name).filter { !CredentialForm.isBareKey($0) && $0 != name }.map { directory + $0 }
    }

    private static func names(of name: Substring) -> [String] {
        if let key = range(of: ".key", in: name) {
            let stem = name[..<key.lowerBound]
            let rest = name[key.upperBound...]
            // A backup belongs to the backup of a certificate, and only where there is none to the certificate.
            let beside = rest.isEmpty ? [] : suffixes.map { stem + $0 + rest } + [stem + rest]
            return (beside + suffixes.map { stem + $0 }).map { String($0) }
        }
        guard let dot = name.firstIndex(of: ".") else { return [] }
        let stem = name[..<dot]
        if stem == "key" { return suffixes.flatMap { ["cert" + $0, "tls" + $0, "server" + $0] } }
        for mark in ["-key", "_key"] where stem.hasSuffix(mark) {
            let short = stem.dropLast(mark.count)
            return suffixes.flatMap { ["\(short)\($0)", "\(short)-cert\($0)", "\(short)_cert\($0)"] }
        }
        return []
    }

    private static func range(of wanted: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(wanted) {
                return start..<text.index(start, offsetBy: wanted.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}

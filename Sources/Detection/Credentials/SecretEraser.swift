// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Overwrites what is secret in the bytes of a credential file before anything else looks at them, so that no copy which
/// a parser makes can hold it: the bodies of private keys, the signatures of tokens, the second half of bootstrap tokens,
/// and a kubeconfig's key and password.
///
/// It errs on the side of erasing. What it leaves is certificates, names and claims.
package enum SecretEraser {
    private static let filler = UInt8(ascii: "x")
    private static let begin = Array("-----BEGIN ".utf8)
    private static let dashes = Array("-----".utf8)
    /// What the base64 of a JSON object begins with: a brace, and a quote or white space.
    private static let jsonBeginnings = ["ey", "ew"].map { Array($0.utf8) }
    private static let certificate = Array("CERTIFICATE".utf8)
    /// Keys of a kubeconfig whose values are secret.
    private static let keys = ["client-key-data", "password"].map { Array($0.utf8) }

    package static func erase(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        erasePEM(bytes)
        for key in keys { eraseValues(of: key, in: bytes) }
        eraseTokens(bytes)
    }

    package static func erase(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBufferPointer { erase($0) }
    }

    /// The base64 of a brace and a quote, or white space: most records hold none and are not looked at byte by byte.
    private static let tokenSearch = NeedleSearch(["eyJ", "eyA", "ewo", "ewk", "ew0"].map { Array($0.utf8) })

    /// Only the secret parts of tokens, which leaves JSON what it was.
    package static func eraseTokens(in bytes: inout [UInt8]) {
        let mayHoldOne = bytes.withUnsafeBytes { tokenSearch?.firstMatch(in: $0) != nil }
        if mayHoldOne { bytes.withUnsafeMutableBufferPointer { eraseTokens($0) } }
    }

    /// Each block but those of certificates, to the next line of dashes.
    private static func erasePEM(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        var position = 0
        while let start = find(begin, in: bytes, from: position) {
            guard let labelEnd = find(dashes, in: bytes, from: start + begin.count) else { return }
            let isPublic = ends(bytes, at: labelEnd, with: certificate)
            position = labelEnd + dashes.count
            let bodyEnd = find(dashes, in: bytes, from: position) ?? bytes.count
            if !isPublic {
                for index in position..<bodyEnd where isBase64(bytes[index]) { bytes[index] = filler }
            }
            position = bodyEnd
        }
    }

    /// The base64 or plain text behind `key:`, with the indented lines below it that hold nothing else.
    private static func eraseValues(of key: [UInt8], in bytes: UnsafeMutableBufferPointer<UInt8>) {
        var position = 0
        while let start = find(key, in: bytes, from: position) {
            position = start + key.count
            // Up to the value: a quote, the colon, white space, the sign of a block and its modifiers.
            let between = Set("\"': \t|>+-123456789".utf8)
            var colons = 0
            while position < bytes.count, between.contains(bytes[position]) {
                // The digits are of a block's sign only before the end of that line, and else of the value.
                if colons > 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(bytes[position]) {
                    bytes[position] = filler
                }
                if bytes[position] == UInt8(ascii: ":") { colons += 1 }
                position += 1
            }
            guard colons > 0 else { continue }
            var isFirst = true
            while position < bytes.count {
                let end = bytes[position...].firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
                let isMore = position < end && bytes[position] <= 0x20
                guard isFirst || isMore && bytes[position..<end].allSatisfy({ isBase64($0) || $0 <= 0x20 }) else {
                    break
                }
                eraseWord(bytes, position..<end)
                position = min(end + 1, bytes.count)
                isFirst = false
            }
        }
    }

    /// Up to a quote, a comma or a brace that ends it.
    private static func eraseWord(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) {
        let ends = Set("\"'},".utf8)
        for index in range {
            if ends.contains(bytes[index]) { return }
            if bytes[index] > 0x20 { bytes[index] = filler }
        }
    }

    /// The third part of a JSON Web Token, and what follows the dot of a bootstrap token.
    private static func eraseTokens(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
        var position = 0
        while position < bytes.count {
            guard TokenClaims.isBase64URL(bytes[position]) else {
                position += 1
                continue
            }
            let start = position
            let isToken = jsonBeginnings.contains { bytes[start...].starts(with: $0) }
            var dots = 0
            while position < bytes.count,
                TokenClaims.isBase64URL(bytes[position]) || bytes[position] == UInt8(ascii: ".")
            {
                if bytes[position] == UInt8(ascii: ".") {
                    dots += 1
                } else if dots >= 2, isToken {
                    bytes[position] = filler
                }
                position += 1
            }
            if BootstrapToken(bytes[start..<position]) != nil {
                for index in (start + BootstrapToken.idLength + 1)..<position { bytes[index] = filler }
            }
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        TokenClaims.isBase64URL(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "=")
    }

    private static func ends(_ bytes: UnsafeMutableBufferPointer<UInt8>, at end: Int, with text: [UInt8]) -> Bool {
        end >= text.count && bytes[(end - text.count)..<end].elementsEqual(text)
    }

    private static func find(_ wanted: [UInt8], in bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        while position + wanted.count <= bytes.count {
            if bytes[position] == wanted[0], bytes[position..<(position + wanted.count)].elementsEqual(wanted) {
                return position
            }
            position += 1
        }
        return nil
    }
}

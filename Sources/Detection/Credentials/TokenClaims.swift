// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What a JSON Web Token says (RFC 7519): its header is checked to be one, its payload is read, and its signature is
/// neither decoded nor kept. Whether it is true is the API server's to say.
package struct TokenClaims: Sendable, Equatable {
    /// Bytes of a token. Kubernetes refuses headers of 1 MiB; tokens have one or two KiB.
    package static let maximumSize = 64 * 1024

    let claims: JSONValue

    /// - Parameter token: the token's text alone, or its first two parts.
    package init(_ token: some Sequence<UInt8>) throws(TokenError) {
        var parts: [[UInt8]] = [[]]
        var size = 0
        for byte in token {
            size += 1
            guard size <= Self.maximumSize else { throw TokenError("it is longer than \(Self.maximumSize) bytes") }
            if byte == UInt8(ascii: ".") {
                // The signature comes next.
                if parts.count == 2 { break }
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        guard parts.count == 2 else { throw TokenError("it is no JSON Web Token") }
        _ = try Self.object(parts[0], "header")
        claims = try Self.object(parts[1], "payload")
    }

    private static func object(_ part: [UInt8], _ what: String) throws(TokenError) -> JSONValue {
        guard !part.isEmpty, part.allSatisfy(isBase64URL) else { throw TokenError("its \(what) is not base64url") }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: Base64Text.decode(part))
        } catch {
            throw TokenError("its \(what) is not JSON")
        }
        guard value.kind == .object else { throw TokenError("its \(what) is no JSON object") }
        return value
    }

    static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    package func text(_ claim: String) -> String? {
        claims[claim]?.string.map { CredentialLimits.bounded($0) }
    }

    /// A string, or an array of them.
    package var audience: [String] {
        guard let value = claims["aud"] else { return [] }
        return CredentialLimits.bounded(value.string.map { [$0] } ?? value.elements.compactMap(\.string))
    }

    /// A claim in seconds since 1970, which may have a fraction.
    package func time(_ claim: String) -> WallTime? {
        guard let number = claims[claim]?.numberText.flatMap(Double.init), number >= 0 else { return nil }
        let seconds = UInt64(exactly: number.rounded(.down))
        guard let nanoseconds = seconds?.multipliedReportingOverflow(by: 1_000_000_000), !nanoseconds.overflow else {
            return nil
        }
        return WallTime(nanoseconds: nanoseconds.partialValue)
    }

    /// What Kubernetes says of a bound token (kubernetes pkg/serviceaccount/claims.go); nil if it says nothing.
    var kubernetes: JSONValue? {
        claims["kubernetes.io"].flatMap { $0.kind == .object ? $0 : nil }
    }
}

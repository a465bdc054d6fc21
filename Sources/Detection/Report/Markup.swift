// SPDX-License-Identifier: Apache-2.0

/// A piece of HTML. What stands in a literal of this type is markup; whatever is interpolated is text and is escaped, so
/// that nobody can forget to.
struct Markup: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { html += literal }
        mutating func appendInterpolation(_ text: String) { html += Markup.escape(text) }
        mutating func appendInterpolation(_ number: Int) { html += String(number) }
        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
        mutating func appendInterpolation(_ pieces: [Markup]) { for piece in pieces { html += piece.html } }
    }

    let html: String

    init(stringLiteral value: String) { html = value }
    init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

    /// Safe between tags and inside a quoted attribute. What could break a line or mislead an eye (control characters,
    /// bidirectional controls, zero-width characters) stands there as `\xNN`, as in the text form of alerts.
    static func escape(_ text: String) -> String {
        var html = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case "`": html += "&#96;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}

extension Markup {
    static let none: Markup = ""

    /// `piece` of the value, or nothing.
    static func optional<Value>(_ value: Value?, _ piece: (Value) -> Markup) -> Markup {
        value.map(piece) ?? .none
    }
}

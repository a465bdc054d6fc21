// SPDX-License-Identifier: Apache-2.0

/// A value of `output_fields`.
package enum FalcoValue: Sendable, Equatable, Encodable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    /// Known to be absent. falcosidekick asserts that `k8s.ns.name` and `k8s.pod.name` are a string or null.
    case null

    /// A string for people: escaped.
    package static func printable(_ text: String?) -> FalcoValue {
        text.map { .text($0.printable) } ?? .null
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .null: try container.encodeNil()
        }
    }
}

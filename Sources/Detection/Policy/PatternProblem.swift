// SPDX-License-Identifier: Apache-2.0

/// Why a glob was refused.
package enum PatternProblem: Error, Equatable, CustomStringConvertible {
    case empty
    case tooLong(limit: Int)
    case tooManyExpansions(limit: Int)
    case notAbsolute
    case emptyComponent
    case relativeComponent
    case unsupportedCharacter(Character)
    case unprintable
    case unbalancedBrace
    case nestedBrace
    case doubleStarBesideText

    package var description: String {
        switch self {
        case .empty: "the pattern is empty"
        case .tooLong(let limit): "the pattern is longer than \(limit) bytes"
        case .tooManyExpansions(let limit): "the braces expand to more than \(limit) patterns"
        case .notAbsolute: "the pattern must start with '/'"
        case .emptyComponent: "the pattern has an empty component ('//' or a '/' at its end)"
        case .relativeComponent: "'.' and '..' never occur in a canonical path"
        case .unsupportedCharacter(let character):
            "'\(character)' has no meaning here; use '*', '**', '?' and '{a,b}'"
        case .unprintable: "the pattern holds control or invisible characters"
        case .unbalancedBrace: "a '{' without its '}', or the reverse"
        case .nestedBrace: "braces cannot be nested"
        case .doubleStarBesideText: "'**' must be a whole component"
        }
    }
}

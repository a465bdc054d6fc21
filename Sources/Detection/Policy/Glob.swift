// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A pattern for paths or names, compiled.
///
/// `*` stands for any run of bytes within one component, `?` for one byte, `**` for any number of components (at least
/// one where it ends the pattern), `{a,b}` for either. A leading dot is nothing special. Matching takes time linear in
/// the path for a pattern of bounded length: each star is retried only from its last position.
package struct Glob: Sendable, Equatable {
    /// Bytes of a pattern as written.
    package static let maximumLength = 512
    /// Patterns that the braces of one glob may stand for.
    package static let maximumExpansions = 64

    /// As written.
    package let source: String
    let alternatives: [PathPattern]

    /// A pattern for canonical absolute paths.
    /// - Throws: `PatternProblem`.
    package init(path source: String) throws(PatternProblem) {
        self.source = source
        alternatives = try Self.compile(source, absolute: true)
    }

    /// A pattern for names that may hold slashes (units, images, namespaces, pods).
    /// - Throws: `PatternProblem`.
    package init(name source: String) throws(PatternProblem) {
        self.source = source
        alternatives = try Self.compile(source, absolute: false)
    }

    package func matches(_ text: String) -> Bool {
        text.withBytes { matches($0) }
    }

    package func matches(_ text: KernelString) -> Bool {
        text.withBytes { matches($0) }
    }

    func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        alternatives.contains { $0.matches(bytes) }
    }

    package var isLiteral: Bool { alternatives.count == 1 && alternatives[0].isLiteral }

    private static func compile(_ source: String, absolute: Bool) throws(PatternProblem)
        -> [PathPattern]
    {
        guard !source.isEmpty else { throw .empty }
        guard source.utf8.count <= maximumLength else { throw .tooLong(limit: maximumLength) }
        guard KernelString(source).raw == nil else { throw .unprintable }
        if let character = source.first(where: { "[]\\".contains($0) }) {
            throw .unsupportedCharacter(character)
        }
        var patterns: [PathPattern] = []
        for text in try expand(source) {
            patterns.append(try PathPattern(text, absolute: absolute))
        }
        return patterns
    }

    private static func expand(_ source: String) throws(PatternProblem) -> [String] {
        var results = [""]
        var rest = Substring(source)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{" else { throw .unbalancedBrace }
            let head = rest[..<open]
            let body = rest[rest.index(after: open)...]
            guard let close = body.firstIndex(of: "}") else { throw .unbalancedBrace }
            let choices = body[..<close]
            guard !choices.contains("{") else { throw .nestedBrace }
            let alternatives = choices.split(separator: ",", omittingEmptySubsequences: false)
            guard results.count * alternatives.count <= maximumExpansions else {
                throw .tooManyExpansions(limit: maximumExpansions)
            }
            results = results.flatMap { prefix in alternatives.map { prefix + head + $0 } }
            rest = body[body.index(after: close)...]
        }
        return results.map { $0 + rest }
    }
}

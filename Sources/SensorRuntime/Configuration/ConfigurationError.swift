// SPDX-License-Identifier: Apache-2.0

/// What is wrong in a configuration file or profile, and where.
///
///     kubeadm.yaml:3:1: unknown key 'opneers'; did you mean 'openers'?
///     opneers:
///     ^
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var mark: SourceMark
    package var message: String
    /// The line at `mark`, made printable: each scalar that is not shows as U+FFFD, so that the caret stays in place.
    package var sourceLine: String

    /// Columns shown of a long line.
    private static let window = 160

    package init(file: String, mark: SourceMark, message: String, sourceLine: String) {
        self.file = file
        self.mark = mark
        self.message = message
        self.sourceLine = sourceLine
    }

    package var description: String {
        let start = max(0, mark.column - 1 - Self.window / 2)
        let shown = String(String.UnicodeScalarView(sourceLine.unicodeScalars.dropFirst(start).prefix(Self.window)))
        let caret = String(repeating: " ", count: mark.column - 1 - start) + "^"
        return "\(file):\(mark.line):\(mark.column): \(message)\n\(shown)\n\(caret)"
    }
}

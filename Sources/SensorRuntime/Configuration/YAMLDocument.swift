// SPDX-License-Identifier: Apache-2.0

/// A YAML file as a tree: the one document in it, without what makes YAML dangerous or surprising (aliases, anchors,
/// tags, duplicate keys, keys that are not text).
package struct YAMLDocument: Sendable {
    /// Levels of nesting. Deeper files are refused.
    package static let maximumDepth = 32

    package let root: YAMLNode
    package let text: ConfigurationText

    /// - Throws: `ConfigurationError`.
    package init(_ text: ConfigurationText) throws(ConfigurationError) {
        let start = SourceMark(line: 1, column: 1)
        guard text.bytes.count <= ConfigurationText.maximumSize else {
            throw ConfigurationError(
                file: text.file, mark: start,
                message: "the file is larger than \(ConfigurationText.maximumSize) bytes", sourceLine: "")
        }
        var builder = YAMLTreeBuilder(text: text, events: try YAMLEvents(text))
        guard let root = try builder.root() else { throw text.error("the file is empty", at: start) }
        self.root = root
        self.text = text
    }

    package func error(_ message: String, at mark: SourceMark) -> ConfigurationError {
        text.error(message, at: mark)
    }
}

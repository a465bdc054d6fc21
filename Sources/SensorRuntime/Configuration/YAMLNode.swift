// SPDX-License-Identifier: Apache-2.0

/// A value of a YAML file, with its place.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        /// `isPlain`: written without quotes, so that it may stand for a number or nothing.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        /// In the order of the file; no key occurs twice.
        case mapping([(key: YAMLKey, value: YAMLNode)])
    }

    package var content: Content
    package var mark: SourceMark

    package init(content: Content, mark: SourceMark) {
        self.content = content
        self.mark = mark
    }

    /// What a person would call it in an error.
    package var kind: String {
        switch content {
        case .scalar(let text, let isPlain): isPlain && text.isEmpty ? "nothing" : "a value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A key of a YAML mapping, with its place.
package struct YAMLKey: Sendable, Hashable {
    package var name: String
    package var mark: SourceMark

    package init(name: String, mark: SourceMark) {
        self.name = name
        self.mark = mark
    }
}

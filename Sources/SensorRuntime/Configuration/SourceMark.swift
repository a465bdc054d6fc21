// SPDX-License-Identifier: Apache-2.0

/// A place in a text file. Both count from 1; columns count Unicode scalars.
package struct SourceMark: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

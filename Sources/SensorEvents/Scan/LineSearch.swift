// SPDX-License-Identifier: Apache-2.0

/// Which lines of an audit log are worth reading.
package struct LineSearch {
    package var needles: NeedleSearch
    /// Of the others, those that show a credential where it was not seen before; nil: none.
    package var uses: UseFilter?

    package init(needles: NeedleSearch, uses: UseFilter? = nil) {
        self.needles = needles
        self.uses = uses
    }

    /// For an event that stands by itself.
    package func wants(_ bytes: UnsafeRawBufferPointer) -> Bool {
        needles.firstMatch(in: bytes) != nil || uses?.isNews(bytes) ?? false
    }
}

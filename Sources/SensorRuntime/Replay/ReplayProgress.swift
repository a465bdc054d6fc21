// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A bar on a terminal's standard error while files are read; nothing elsewhere.
package final class ReplayProgress {
    private static let width = 30

    private let total: UInt64
    private var before: UInt64 = 0
    private var shownPercent: UInt64?
    private let isShown: Bool

    /// - Parameter total: bytes of all files; nil if one has no size, and then there is no bar.
    package init(total: UInt64?) {
        self.total = total ?? 0
        isShown = (total ?? 0) > 0 && isatty(STDERR_FILENO) == 1
    }

    /// - Parameter consumed: bytes read of the present file.
    package func update(_ consumed: UInt64) {
        guard isShown else { return }
        let percent = min(100, (before + consumed) * 100 / total)
        guard percent != shownPercent else { return }
        shownPercent = percent
        let filled = Int(percent) * Self.width / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        put("\r[\(bar)] \(percent)%")
    }

    /// The present file, of this many bytes, is done.
    package func fileDone(_ consumed: UInt64) {
        before += consumed
    }

    /// Takes the bar away, for output or at the end. The next update draws it again.
    package func clear() {
        guard isShown, shownPercent != nil else { return }
        shownPercent = nil
        put("\r\u{1B}[K")
    }

    private func put(_ text: String) {
        try? DescriptorWriter(descriptor: STDERR_FILENO).write(Array(text.utf8))
    }
}

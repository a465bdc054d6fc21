// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A line on a terminal's standard error while inputs are read: how far, how fast, how long still. Nothing elsewhere.
package final class ReplayProgress {
    /// Between two drawings. Nanoseconds.
    private static let interval: UInt64 = 100_000_000

    private let total: UInt64?
    private let isShown: Bool
    private let start = EventLoop.now()
    private var before: UInt64 = 0
    private var nextDrawing: UInt64
    private var isDrawn = false

    /// - Parameter total: bytes of all files; nil if one has no size, and then there is no telling how long still.
    package init(total: UInt64?) {
        self.total = total.flatMap { $0 > 0 ? $0 : nil }
        isShown = isatty(STDERR_FILENO) == 1
        // What is done at once needs no line.
        nextDrawing = start + 2 * Self.interval
    }

    /// - Parameter consumed: bytes read of the present file, as it lies on disk.
    package func update(_ consumed: UInt64) {
        guard isShown else { return }
        let now = EventLoop.now()
        guard now >= nextDrawing else { return }
        nextDrawing = now + Self.interval
        isDrawn = true
        put("\r\(ReplayProgressText.line(done: before + consumed, total: total, nanoseconds: now - start))\u{1B}[K")
    }

    /// The present file, of this many bytes, is done.
    package func fileDone(_ consumed: UInt64) {
        before += consumed
    }

    /// Takes the line away, for output or at the end. The next update draws it again.
    package func clear() {
        guard isDrawn else { return }
        isDrawn = false
        put("\r\u{1B}[K")
    }

    private func put(_ text: String) {
        try? DescriptorWriter(descriptor: STDERR_FILENO).write(Array(text.utf8))
    }
}

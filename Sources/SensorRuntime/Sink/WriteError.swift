// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A write that failed for good.
package struct WriteError: Error, Equatable, CustomStringConvertible {
    /// errno(3).
    package var code: Int32
    /// Bytes of the alert that got out before it.
    package var written: Int

    package init(code: Int32, written: Int) {
        self.code = code
        self.written = written
    }

    /// Whoever read the other end is gone.
    package var isBrokenPipe: Bool { code == EPIPE }

    package var description: String { String(cString: strerror(code)) }
}

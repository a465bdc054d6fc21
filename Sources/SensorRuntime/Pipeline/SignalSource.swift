// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// SIGINT and SIGTERM as a readable descriptor, so that the event loop ends between two handlers and never inside one.
package final class SignalSource {
    private let descriptorOwner: FileDescriptor

    /// Blocks both signals from here on and ignores SIGPIPE: a reader that went away is an error of the write.
    package init() throws(SystemError) {
        signal(SIGPIPE, SIG_IGN)
        let signals = [SIGINT, SIGTERM]
        descriptorOwner = FileDescriptor(
            owning: try systemCall("signalfd") { kw_signal_descriptor(signals, Int32(signals.count)) })
    }

    package var descriptor: Int32 { descriptorOwner.number }

    /// The signal that came, or nil.
    package func next() throws(SystemError) -> Int32? {
        let signal = try systemCall("read") { kw_next_signal(descriptor) }
        return signal == 0 ? nil : signal
    }
}

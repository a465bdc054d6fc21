// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Writes to a file descriptor with write(2), unbuffered: a line is out when `write` returns, and lines of up to
/// PIPE_BUF bytes are never torn by another writer of the same pipe.
///
/// The process must ignore SIGPIPE (`ignoreBrokenPipes`), else a reader that leaves kills it.
package final class DescriptorWriter: AlertWriter {
    private let descriptor: Int32

    /// - Parameter descriptor: stays the caller's; nothing closes it here.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    package static func standardOutput() -> DescriptorWriter { DescriptorWriter(descriptor: STDOUT_FILENO) }

    /// Makes a write to a pipe without a reader fail with EPIPE instead of ending the process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    package func write(_ bytes: [UInt8]) throws(WriteError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: try waitUntilWritable(written)
            case let code: throw WriteError(code: code, written: written)
            }
        }
    }

    /// The descriptor was made non-blocking by whoever shares it (a terminal, a parent's pipe).
    private func waitUntilWritable(_ written: Int) throws(WriteError) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let forever: Int32 = -1
        while poll(&request, 1, forever) < 0 {
            let code = errno
            guard code == EINTR else { throw WriteError(code: code, written: written) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A pipe by which another thread wakes the sensor's event loop.
final class Waker: Sendable {
    /// To be polled for reading.
    let descriptor: Int32
    private let writer: Int32

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        try systemCall("pipe") { pipe(&ends) }
        (descriptor, writer) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    /// A full pipe wakes as well as one byte more would.
    func signal() {
        var byte: UInt8 = 1
        while write(writer, &byte, 1) < 0 && errno == EINTR {}
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }

    /// Waits for a signal, or until `deadline`.
    func wait(until deadline: EventLoop.Instant) {
        let now = EventLoop.now()
        guard now < deadline else { return }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, Int32(clamping: (deadline - now + 999_999) / 1_000_000))
    }
}

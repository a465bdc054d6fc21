// SPDX-License-Identifier: Apache-2.0

import Glibc

/// One thread that waits for descriptors and deadlines and calls whoever asked.
///
/// Everything live runs on it: with few descriptors and short handlers there is nothing to lock, and libbpf's objects
/// stay on the thread that made them.
package final class EventLoop {
    /// Monotonic nanoseconds.
    package typealias Instant = UInt64

    private struct Watch {
        var descriptor: Int32
        var events: Int16
        var handler: () throws -> Void
    }

    private struct Timer {
        var due: Instant
        /// nil: once.
        var interval: Instant?
        var handler: () throws -> Void
    }

    private var watches: [Watch] = []
    private var timers: [Timer] = []
    private var next: [() throws -> Void] = []
    private var stopped = false

    package init() {}

    /// Calls `handler` whenever `descriptor` is readable, or has another of poll(2)'s events.
    package func watch(
        _ descriptor: Int32, for events: Int32 = POLLIN, handler: @escaping () throws -> Void
    ) {
        watches.append(Watch(descriptor: descriptor, events: Int16(events), handler: handler))
    }

    /// Calls `handler` every `seconds`, first after that time.
    package func every(seconds: Double, handler: @escaping () throws -> Void) {
        let interval = Self.nanoseconds(seconds)
        timers.append(Timer(due: Self.now() + interval, interval: interval, handler: handler))
    }

    /// Calls `handler` once, after `seconds`.
    package func after(seconds: Double, handler: @escaping () throws -> Void) {
        timers.append(Timer(due: Self.now() + Self.nanoseconds(seconds), interval: nil, handler: handler))
    }

    /// Calls `handler` once, after the descriptors that are readable by then have had their turn: for work that is done
    /// a piece at a time.
    package func soon(handler: @escaping () throws -> Void) {
        next.append(handler)
    }

    /// Ends `run` after the handlers that are due now.
    package func stop() {
        stopped = true
    }

    /// Serves until `stop` or until a handler throws; its error is passed on.
    package func run() throws {
        while !stopped {
            var descriptors = watches.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
            let ready = poll(&descriptors, nfds_t(descriptors.count), millisecondsToNextTimer())
            if ready < 0 && errno != EINTR {
                throw SystemError(call: "poll", number: errno)
            }
            for (index, descriptor) in descriptors.enumerated() where ready > 0 && descriptor.revents != 0 {
                try watches[index].handler()
            }
            let continued = next
            next = []
            for handler in continued { try handler() }
            try fireTimers()
        }
    }

    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(time.tv_sec) * 1_000_000_000 + Instant(time.tv_nsec)
    }

    private func millisecondsToNextTimer() -> Int32 {
        if !next.isEmpty { return 0 }
        guard let due = timers.map(\.due).min() else { return -1 }
        let now = Self.now()
        // Rounded up, so that the loop does not spin through the last millisecond.
        return due <= now ? 0 : Int32(clamping: (due - now + 999_999) / 1_000_000)
    }

    private func fireTimers() throws {
        let now = Self.now()
        let due = timers.filter { $0.due <= now }
        // Before the handlers run, because one may add a timer.
        timers.removeAll { $0.due <= now && $0.interval == nil }
        for index in timers.indices where timers[index].due <= now {
            timers[index].due = now + (timers[index].interval ?? 0)
        }
        for timer in due { try timer.handler() }
    }

    private static func nanoseconds(_ seconds: Double) -> Instant {
        Instant(max(0.001, seconds) * 1e9)
    }
}

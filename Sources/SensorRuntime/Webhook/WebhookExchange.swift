// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the HTTP thread and the sensor's thread share: the requests that wait, what room there is, the totals and what
/// the operator should be told.
final class WebhookExchange: Sendable {
    private struct State {
        var totals = WebhookTotals()
        var waiting: [WebhookDelivery] = []
        var requests = 0
        var bytes = 0
        var isClosing = false
        var reports: [String] = []
        var hasSignalled = false
    }

    /// Sentences that wait to be written.
    private static let reportLimit = 16

    let limits: WebhookLimits
    private let state = Mutex(State())
    private let waker: Waker

    init(limits: WebhookLimits, waker: Waker) {
        self.limits = limits
        self.waker = waker
    }

    var totals: WebhookTotals { state.withLock(\.totals) }

    func count(_ total: WebhookTotals.Key) {
        state.withLock { $0.totals[keyPath: total] += 1 }
    }

    /// Has a sentence written by the sensor's thread, which alone writes.
    func report(_ sentence: String) {
        signal { state in
            if state.reports.count < Self.reportLimit { state.reports.append(sentence) }
        }
    }
}

/// The HTTP thread's side.
extension WebhookExchange {
    /// Makes room for a request with a body of `bytes`, as far as that is known; nil, or why there is none.
    func admit(bytes: Int) -> WebhookAnswer? {
        state.withLock { state in
            if state.isClosing { return .closing }
            guard state.requests < limits.requests, state.bytes + bytes <= limits.allBodyBytes else { return .busy }
            state.requests += 1
            state.bytes += bytes
            return nil
        }
    }

    /// Makes room for more of an admitted request's body.
    func reserve(bytes: Int) -> Bool {
        state.withLock { state in
            guard state.bytes + bytes <= limits.allBodyBytes else { return false }
            state.bytes += bytes
            return true
        }
    }

    /// Gives back the room of an admitted request, with all that was reserved for it.
    func release(bytes: Int) {
        signal { state in
            state.requests -= 1
            state.bytes -= bytes
        }
    }

    func submit(_ delivery: WebhookDelivery) {
        signal { $0.waiting.append(delivery) }
    }

    private func signal(after change: (inout State) -> Void) {
        let isFirst = state.withLock { state in
            change(&state)
            defer { state.hasSignalled = true }
            return !state.hasSignalled
        }
        if isFirst { waker.signal() }
    }
}

/// The sensor's side.
extension WebhookExchange {
    /// Forgets the signal that led here. Look at everything afterwards.
    func beginTurn() {
        waker.drain()
        state.withLock { $0.hasSignalled = false }
    }

    func next() -> WebhookDelivery? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    var hasWaiting: Bool { state.withLock { !$0.waiting.isEmpty } }

    func takeReports() -> [String] {
        state.withLock { state in
            defer { state.reports = [] }
            return state.reports
        }
    }

    /// Ends a request. Its room is given back first, so that a client that has its answer finds it.
    func settle(_ delivery: WebhookDelivery, _ answer: WebhookAnswer) {
        release(bytes: delivery.reserved)
        delivery.answer(answer)
    }

    /// From now on no request is admitted.
    func close() {
        state.withLock { $0.isClosing = true }
    }

    /// Nothing is being received, waits or is being judged.
    var isIdle: Bool { state.withLock { $0.requests == 0 } }

    /// Of `WebhookLimits.allBodyBytes`.
    var reservedBytes: Int { state.withLock(\.bytes) }
}

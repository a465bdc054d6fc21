// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The connections that are open.
final class WebhookConnections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: any Channel] = [:]
        var isClosing = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a connection until it is closed; false if there are as many as there may be, or no more are wanted.
    func admit(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let isAdmitted = state.withLock { state in
            guard !state.isClosing, state.open.count < limit else { return false }
            state.open[id] = channel
            return true
        }
        guard isAdmitted else { return false }
        channel.closeFuture.whenComplete { [self] _ in state.withLock { _ = $0.open.removeValue(forKey: id) } }
        return true
    }

    var count: Int { state.withLock(\.open.count) }

    /// Admits no more, and has each closed as soon as it owes no answer.
    func quiesce() {
        let channels = state.withLock { state in
            state.isClosing = true
            return Array(state.open.values)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// The HTTP thread: accepts connections, has them prove who they are, and gathers requests.
final class WebhookServer {
    private struct OverLimit: Error {}

    /// Connections that the kernel completes before they are accepted.
    private static let backlog: Int32 = 128

    private let connections: WebhookConnections
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let context: SharedContext

    /// What new connections get.
    private final class SharedContext: Sendable {
        private let context: Mutex<NIOSSLContext>

        init(_ context: NIOSSLContext) {
            self.context = Mutex(context)
        }

        var current: NIOSSLContext {
            get { context.withLock { $0 } }
            set { context.withLock { $0 = newValue } }
        }
    }

    /// Listens from now on.
    ///
    /// - Throws: StateError if the address cannot be had.
    init(address: WebhookAddress, context: NIOSSLContext, exchange: WebhookExchange) throws {
        let shared = SharedContext(context)
        let connections = WebhookConnections(limit: exchange.limits.connections)
        self.context = shared
        self.connections = connections
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                exchange.count(\.connections)
                guard connections.admit(channel) else {
                    exchange.count(\.overLimit)
                    exchange.report("the audit webhook refused a connection: as many as there may be are open")
                    return channel.eventLoop.makeFailedFuture(OverLimit())
                }
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: shared.current))
                    try pipeline.addHandler(WebhookHandshake(exchange: exchange))
                }
            }
        do {
            listener = try Self.bind(bootstrap, to: address)
        } catch {
            try? group.syncShutdownGracefully()
            let reason = (error as? IOError).map { SystemError(call: "bind", number: $0.errnoCode).reason }
            throw StateError(
                "The audit webhook cannot listen on \(address): \(reason ?? "\(error)"). "
                    + "Give an address and a free port of this machine with --audit-webhook.")
        }
    }

    /// As it is, port 0 replaced by the one that was free: `192.0.2.7:8443`, `[::]:8443`.
    var address: String {
        guard let address = listener.localAddress, let host = address.ipAddress, let port = address.port else {
            return "\(String(describing: listener.localAddress))"
        }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    var connectionCount: Int { connections.count }

    /// For connections from now on.
    func use(_ context: NIOSSLContext) { self.context.current = context }

    /// Accepts no more, and closes each connection as soon as it owes no answer.
    func beginClosing() {
        try? listener.close().wait()
        connections.quiesce()
    }

    /// Ends the thread.
    func end() {
        try? group.syncShutdownGracefully()
    }

    private static func bind(_ bootstrap: ServerBootstrap, to address: WebhookAddress) throws -> any Channel {
        if let host = address.host {
            return try bootstrap.bind(to: try .makeAddressResolvingHost(host, port: address.port)).wait()
        }
        do {
            // Takes IPv4 too.
            return try bootstrap.bind(to: try SocketAddress(ipAddress: "::", port: address.port)).wait()
        } catch let error as IOError where error.errnoCode == EAFNOSUPPORT || error.errnoCode == EADDRNOTAVAIL {
            return try bootstrap.bind(to: try SocketAddress(ipAddress: "0.0.0.0", port: address.port)).wait()
        }
    }
}

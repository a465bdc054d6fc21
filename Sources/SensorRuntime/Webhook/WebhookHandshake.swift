// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOSSL
import NIOTLS

/// Waits until a client has shown a certificate that is believed; only then is there anything that reads HTTP.
final class WebhookHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let exchange: WebhookExchange
    private var deadline: Scheduled<Void>?
    private var isOver = false

    init(exchange: WebhookExchange) {
        self.exchange = exchange
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let limit = TimeAmount.seconds(from: exchange.limits.handshakeSeconds)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { [self] in
            refuse(context, "no TLS handshake in time")
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        refuse(context, "it left before the TLS handshake was over")
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        refuse(context, Self.reason(error))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted where !isOver:
            end()
            do {
                try installHTTP(context)
            } catch {
                context.close(promise: nil)
            }
        case is ChannelShouldQuiesceEvent where !isOver:
            end()
            context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func installHTTP(_ context: ChannelHandlerContext) throws {
        let limits = exchange.limits
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = limits.headBytes
        decoding.maxHeaderListSize = limits.headBytes
        decoding.maxHeaderFieldCount = limits.headerFields
        let connection = WebhookConnection(exchange: exchange)
        let pipeline = context.pipeline.syncOperations
        try pipeline.addHandlers([
            WebhookByteWatch(connection: connection), HTTPResponseEncoder(),
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoding)),
            connection,
        ])
        pipeline.removeHandler(self, promise: nil)
    }

    private func refuse(_ context: ChannelHandlerContext, _ reason: String) {
        guard !isOver else { return }
        end()
        exchange.count(\.handshakes)
        exchange.report("the audit webhook refused \(context.remoteAddress?.ipAddress ?? "a client"): \(reason)")
        context.close(promise: nil)
    }

    private func end() {
        isOver = true
        deadline?.cancel()
    }

    /// BoringSSL's own name for what was wrong, out of a text that also says where in its source that is.
    private static func reason(_ error: any Error) -> String {
        let text = "\(error)"
        let mark = "OPENSSL_internal:"
        guard let start = text.firstRange(of: mark) else { return text }
        return String(text[start.upperBound...].prefix { $0 != " " && $0 != "]" })
    }
}

// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import SensorRuntime

/// Input: what each first byte says is how many bytes come in one piece, and whether something happens between pieces.
enum WebhookHeadTarget {
    static func run(_ bytes: [UInt8]) {
        var limits = WebhookLimits()
        limits.bodyBytes = 512
        limits.allBodyBytes = 600
        limits.headBytes = 256
        limits.headerFields = 8
        guard let waker = try? Waker() else { return }
        let exchange = WebhookExchange(limits: limits, waker: waker)
        let channel = EmbeddedChannel()
        let connection = WebhookConnection(exchange: exchange)
        var decoding = NIOHTTPDecoderLimitConfiguration()
        decoding.maxHeaderFieldSize = limits.headBytes
        decoding.maxHeaderListSize = limits.headBytes
        decoding.maxHeaderFieldCount = limits.headerFields
        do {
            try channel.pipeline.syncOperations.addHandlers([
                WebhookByteWatch(connection: connection), HTTPResponseEncoder(),
                ByteToMessageHandler(
                    HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: decoding)),
                connection,
            ])
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        } catch {
            preconditionFailure("\(error)")
        }
        feed(bytes, to: channel, exchange)
        settle(exchange, channel)
        // Throws what an unclean end is; the totals are what counts.
        _ = try? channel.finish(acceptAlreadyClosed: true)
        settle(exchange, channel)

        let totals = exchange.totals
        let ends = [
            totals.batches, totals.bad, totals.busy, totals.undelivered, totals.tooLarge, totals.slow, totals.refused,
            totals.abandoned,
        ]
        precondition(totals.requests == ends.reduce(0, +), "a request has no end, or two: \(totals)")
        precondition(exchange.isIdle && exchange.reservedBytes == 0, "room is not given back")
    }

    private static func feed(_ bytes: [UInt8], to channel: EmbeddedChannel, _ exchange: WebhookExchange) {
        var rest = bytes[...]
        while let control = rest.popFirst(), channel.isActive {
            let piece = rest.prefix(Int(control >> 2) + 1)
            rest = rest.dropFirst(piece.count)
            _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
            switch control & 3 {
            case 0: settle(exchange, channel)
            case 1: channel.embeddedEventLoop.advanceTime(by: .seconds(4))
            default: break
            }
        }
    }

    private static func settle(_ exchange: WebhookExchange, _ channel: EmbeddedChannel) {
        while let delivery = exchange.next() {
            precondition(delivery.body.count <= exchange.limits.bodyBytes)
            exchange.settle(delivery, delivery.body.count % 2 == 0 ? .judged : .notABatch)
            channel.embeddedEventLoop.run()
        }
    }
}

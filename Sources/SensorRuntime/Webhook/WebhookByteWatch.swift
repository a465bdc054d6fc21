// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Tells a connection of bytes before and after they are read as HTTP, which tells nothing until a head is whole.
final class WebhookByteWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let connection: WebhookConnection

    init(connection: WebhookConnection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.willParse(bytes: unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
        connection.didParse()
    }
}

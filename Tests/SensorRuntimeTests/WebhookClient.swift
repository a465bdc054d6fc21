// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import TestSupport

/// A client of the audit webhook that sends what it is told to, byte for byte, and collects what comes back.
final class WebhookClient: Sendable {
    struct Answer: Equatable {
        var status: Int
        /// Names in lower case.
        var fields: [String: String]
    }

    private struct State {
        var received = ""
        var isClosed = false
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let client: WebhookClient

        init(_ client: WebhookClient) {
            self.client = client
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(decoding: unwrapInboundIn(data).readableBytesView, as: UTF8.self)
            client.state.withLock { $0.received += text }
        }

        func channelInactive(context: ChannelHandlerContext) {
            client.state.withLock { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let state = Mutex(State())
    private let channel = Mutex<(any Channel)?>(nil)

    /// - Parameters:
    ///   - identity: of `TestCertificates`; nil shows none.
    ///   - newest: the newest version of TLS that is offered.
    init(port: Int, identity: String? = "client", newest: TLSVersion? = nil) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        let certificates = TestCertificates.shared
        tls.trustRoots = .file(certificates.serverAuthority)
        tls.maximumTLSVersion = newest
        if let identity {
            let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificate(identity))
            tls.certificateChain = chain.map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: certificates.key(identity), format: .pem))
        }
        try connect(port: port, tls: try NIOSSLContext(configuration: tls))
    }

    /// Without TLS.
    init(plainPort port: Int) throws {
        try connect(port: port, tls: nil)
    }

    private func connect(port: Int, tls: NIOSSLContext?) throws {
        let connected = try ClientBootstrap(group: Self.group).channelInitializer { [self] channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    let handler = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
                try channel.pipeline.syncOperations.addHandler(Collector(self))
            }
        }.connect(host: "127.0.0.1", port: port).wait()
        channel.withLock { $0 = connected }
    }

    deinit {
        close()
    }

    func send(_ bytes: [UInt8]) {
        guard let channel = channel.withLock({ $0 }) else { return }
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// A POST as an API server sends it.
    func post(_ body: String, fields: String = "") {
        send(Self.head(length: body.utf8.count, fields: fields) + body)
    }

    static func head(length: Int, fields: String = "") -> String {
        "POST /?timeout=30s HTTP/1.1\r\nHost: sensor\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: \(length)\r\n"
            + "Content-Type: application/json\r\n\(fields)\r\n"
    }

    func close() { channel.withLock { $0 }?.close(promise: nil) }

    var isClosed: Bool { state.withLock(\.isClosed) }
    var received: String { state.withLock(\.received) }

    /// The answers so far that are whole; none of them has a body.
    var answers: [Answer] {
        received.components(separatedBy: "\r\n\r\n").dropLast().map { head in
            let lines = head.components(separatedBy: "\r\n")
            var answer = Answer(status: Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0, fields: [:])
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                answer.fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
            }
            return answer
        }
    }

    var statuses: [Int] { answers.map(\.status) }
}

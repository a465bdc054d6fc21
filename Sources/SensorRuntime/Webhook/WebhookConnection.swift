// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// One client's connection behind its handshake: gathers a request at a time, hands it over, and answers.
///
/// While a request is judged, or its answer is not sent yet, nothing more is read: a client that pipelines waits, and
/// cannot make answers pile up.
final class WebhookConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case idle
        /// A request has begun; its head is not whole.
        case head
        case gathering
        /// Answered already; the rest of the request is thrown away.
        case skipping
        case judging
        /// Only the answer's way out is waited for.
        case answering
        case closed
    }

    private let exchange: WebhookExchange
    private var limits: WebhookLimits { exchange.limits }
    private var context: ChannelHandlerContext?
    private var peer = "a client"
    private var state = State.idle
    private var deadline: Scheduled<Void>?
    private var isQuiescing = false

    private var headBytes = 0
    private var body: [UInt8] = []
    private var reserved = 0
    private var closesAfterwards = false
    private var isAnswerSent = true
    /// What came behind a request that is not answered yet; no more than one read's worth.
    private var pending: [HTTPServerRequestPart] = []
    private var pendingError: HTTPParserError?
    private var isDraining = false

    init(exchange: WebhookExchange) {
        self.exchange = exchange
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = context.remoteAddress?.ipAddress ?? peer
        expire(after: limits.idleSeconds)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        isQuiescing = true
        if state == .idle { close() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch state {
        case .judging, .answering: pending.append(part)
        default: handle(part)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            leave()
            context.close(promise: nil)
            return
        }
        switch state {
        case .judging, .answering: pendingError = error
        default: handle(error)
        }
    }

    /// Called before bytes are parsed.
    func willParse(bytes: Int) {
        switch state {
        case .idle:
            begin()
            headBytes = bytes
        case .head: headBytes += bytes
        default: break
        }
    }

    /// Called when they have been.
    func didParse() {
        if state == .head, headBytes > limits.headBytes { answer(.headTooLarge) }
    }
}

// MARK: - A request

extension WebhookConnection {
    private func begin() {
        state = .head
        exchange.count(\.requests)
        closesAfterwards = false
        expire(after: limits.headSeconds)
    }

    private func handle(_ part: HTTPServerRequestPart) {
        switch (part, state) {
        case (.head(let head), .idle), (.head(let head), .head):
            // Of a request that came in one piece with the one before it.
            if state == .idle { begin() }
            take(head)
        case (.body(let buffer), .gathering): take(buffer)
        case (.end, .gathering): submit()
        case (.end, .skipping):
            if isAnswerSent { finish() } else { state = .answering }
        default: break
        }
    }

    private func take(_ head: HTTPRequestHead) {
        let expects = head.headers["expect"].contains { $0.lowercased() == "100-continue" }
        closesAfterwards = !head.isKeepAlive || head.version != .http1_1
        // The decoder lets only one through.
        let length = head.headers["content-length"].first.flatMap { Int($0) }
        if let refusal = refusal(of: head, length: length) {
            // A client that was going to ask first may send its body or not: nobody could tell where it ends.
            closesAfterwards = closesAfterwards || expects
            return answer(refusal)
        }
        reserved = length ?? 0
        state = .gathering
        body = []
        body.reserveCapacity(reserved)
        expire(after: limits.bodySeconds)
        if expects, let context {
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        }
    }

    private func refusal(of head: HTTPRequestHead, length: Int?) -> WebhookAnswer? {
        guard head.method == .POST else { return .wrongMethod }
        guard head.headers["content-encoding"].allSatisfy({ $0.lowercased() == "identity" }) else { return .encoded }
        guard (length ?? 0) <= limits.bodyBytes else { return .tooLarge }
        return exchange.admit(bytes: length ?? 0)
    }

    private func take(_ buffer: ByteBuffer) {
        let length = body.count + buffer.readableBytes
        guard length <= limits.bodyBytes else { return answer(.tooLarge) }
        if length > reserved {
            guard exchange.reserve(bytes: length - reserved) else { return answer(.busy) }
            reserved = length
        }
        buffer.withUnsafeReadableBytes { body.append(contentsOf: $0) }
    }

    private func submit() {
        guard let context else { return }
        state = .judging
        deadline?.cancel()
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        let verdict = context.eventLoop.makePromise(of: WebhookAnswer.self)
        verdict.futureResult.assumeIsolated().whenSuccess { [self] answer in self.answer(answer) }
        exchange.submit(
            WebhookDelivery(peer: peer, body: body, reserved: reserved) { verdict.succeed($0) })
        body = []
    }

    private func handle(_ error: HTTPParserError) {
        switch state {
        case .skipping: close()
        case .idle, .head, .gathering:
            // The end of the connection, which is told on its own.
            guard error != .invalidEOFState else { return }
            if state == .idle { begin() }
            answer(error == .headerOverflow ? .headTooLarge : .notHTTP)
        default: break
        }
    }
}

// MARK: - Its answer

extension WebhookConnection {
    private func answer(_ answer: WebhookAnswer) {
        exchange.count(answer.total)
        let before = state
        if before == .gathering { release() }
        guard let context, before != .closed else { return }
        if let complaint = answer.complaint { exchange.report("the audit webhook \(complaint) \(peer)") }
        closesAfterwards = closesAfterwards || !answer.keepsConnection || isQuiescing
        var head = HTTPResponseHead(version: .http1_1, status: answer.status)
        head.headers.add(name: "Content-Length", value: "0")
        if answer.isTemporary { head.headers.add(name: "Retry-After", value: "\(limits.retrySeconds)") }
        if answer == .wrongMethod { head.headers.add(name: "Allow", value: "POST") }
        if closesAfterwards { head.headers.add(name: "Connection", value: "close") }

        state = before == .judging ? .answering : .skipping
        isAnswerSent = false
        expire(after: closesAfterwards ? limits.lingerSeconds : limits.bodySeconds)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { [self] in answerSent() }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    private func answerSent() {
        isAnswerSent = true
        if state == .answering { finish() }
    }

    /// The request is over, and its answer sent.
    private func finish() {
        guard !closesAfterwards, !isQuiescing else { return close() }
        state = .idle
        expire(after: limits.idleSeconds)
        if !isDraining { drain() }
    }

    /// Goes on with what came behind the request that is over.
    private func drain() {
        isDraining = true
        defer { isDraining = false }
        while ![.judging, .answering, .closed].contains(state) {
            if !pending.isEmpty {
                handle(pending.removeFirst())
            } else if let error = pendingError {
                pendingError = nil
                handle(error)
            } else {
                try? context?.channel.syncOptions?.setOption(.autoRead, value: true)
                return
            }
        }
    }

    private func expire(after seconds: Double) {
        deadline?.cancel()
        deadline = context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(from: seconds)) { [self] in
            switch state {
            case .head, .gathering: answer(.slow)
            case .idle, .skipping, .answering: close()
            case .judging, .closed: break
            }
        }
    }

    private func close() {
        leave()
        context?.close(promise: nil)
    }

    /// What was being received will not be judged; what is being judged will, and its answer goes nowhere.
    private func leave() {
        deadline?.cancel()
        pending = []
        switch state {
        case .gathering:
            release()
            exchange.count(\.abandoned)
        case .head: exchange.count(\.abandoned)
        default: break
        }
        state = .closed
    }

    private func release() {
        exchange.release(bytes: reserved)
        reserved = 0
        body = []
    }
}

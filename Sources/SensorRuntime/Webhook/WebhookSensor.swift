// SPDX-License-Identifier: Apache-2.0

package import Detection
import SensorEvents

/// The audit webhook at work: what API servers post is judged on the same thread as the rings, and answered when its
/// alerts are delivered.
///
/// `arm()` first; then call `serve(on:)` and run the loop; `finish()` at the end.
package final class WebhookSensor {
    /// Between two looks whether the certificates were renewed.
    private static let renewalSeconds = 60.0

    private let options: WebhookOptions
    private let limits: WebhookLimits
    private let judge: AuditJudge
    private let search: LineSearch?
    private let capture: CaptureFile?
    private let log: (String) -> Void
    private let certificates: WebhookCertificates
    private let waker: Waker
    private let exchange: WebhookExchange
    private var server: WebhookServer?
    private var batch: WebhookBatch?
    private var undeliveredBefore: UInt64 = 0
    private var reports = ReportLimit()
    private var isContinuing = false

    package var totals: AuditTotals { judge.totals }
    var webhookTotals: WebhookTotals { exchange.totals }

    /// Reads the certificates.
    ///
    /// - Parameters:
    ///   - capture: gets every event that was not passed over, as a line of the API server's log.
    ///   - deliver: takes each alert; a batch of which it throws one is answered so that it comes again.
    ///   - log: takes one sentence for the operator at a time.
    /// - Throws: StateError with a sentence that names the file and the fix.
    package convenience init(
        options: WebhookOptions, detector: Detector, correlation: LiveCorrelation? = nil, capture: CaptureFile? = nil,
        deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) throws {
        try self.init(
            options: options, limits: WebhookLimits(), detector: detector, correlation: correlation, capture: capture,
            deliver: deliver, log: log)
    }

    init(
        options: WebhookOptions, limits: WebhookLimits, detector: Detector, correlation: LiveCorrelation? = nil,
        capture: CaptureFile? = nil, deliver: @escaping (Alert) throws -> Void, log: @escaping (String) -> Void
    ) throws {
        self.options = options
        self.limits = limits
        search = AuditNeedles.search(for: detector.auditNeedles, uses: correlation?.uses)
        self.capture = capture
        self.log = log
        judge = AuditJudge(
            source: "the audit webhook", detector: detector, correlation: correlation,
            deliver: { alert, _ in try deliver(alert) }, log: log)
        certificates = try WebhookCertificates(options: options)
        waker = try Waker()
        exchange = WebhookExchange(limits: limits, waker: waker)
    }

    /// Listens. Requests wait until the loop runs.
    ///
    /// - Throws: StateError if the address cannot be had.
    package func arm() throws {
        let server = try WebhookServer(address: options.address, context: certificates.context, exchange: exchange)
        self.server = server
        log("audit webhook listening on \(server.address)")
    }

    /// Where it listens; nil before `arm`.
    var address: String? { server?.address }
    /// No request is being received, waits or is being judged.
    var isIdle: Bool { exchange.isIdle }
    var connectionCount: Int { server?.connectionCount ?? 0 }

    package func serve(on loop: EventLoop) {
        loop.watch(waker.descriptor) { [unowned self] in
            exchange.beginTurn()
            turn(on: loop)
        }
        // What came before.
        continueSoon(on: loop)
        loop.every(seconds: Self.renewalSeconds) { [unowned self] in renewCertificates() }
    }

    /// Judges what has come, a bounded part of it.
    ///
    /// - Returns: whether there is more to judge at once.
    @discardableResult
    func pump() -> Bool {
        for report in exchange.takeReports() { tell(report) }
        var budget = limits.turnCost
        while budget > 0 {
            guard var current = batch ?? exchange.next().map(begin) else { return false }
            let peer = current.delivery.peer
            let progress = current.advance(budget: &budget) { receive($0, from: peer) }
            batch = current
            switch progress {
            case .more: continue
            case .done: end(judge.totals.undelivered == undeliveredBefore ? .judged : .undelivered)
            case .refused(let reason):
                tell("the audit webhook got no batch of audit events from \(peer): \(reason)")
                end(.notABatch)
            }
        }
        return batch != nil || exchange.hasWaiting
    }

    /// Stops listening and judges what has been received, for a limited time. Call it before the capture is closed.
    ///
    /// - Returns: the webhook's part of the totals line.
    package func finish() -> String {
        exchange.close()
        server?.beginClosing()
        let deadline = EventLoop.now() + EventLoop.Instant(limits.closingSeconds * 1e9)
        while true {
            exchange.beginTurn()
            let hasMore = pump()
            guard !exchange.isIdle, EventLoop.now() < deadline else { break }
            if !hasMore { waker.wait(until: deadline) }
        }
        if batch != nil { end(.closing) }
        while let delivery = exchange.next() { exchange.settle(delivery, .closing) }
        server?.end()
        server = nil
        for report in exchange.takeReports() { tell(report) }
        return exchange.totals.line
    }

    private func begin(_ delivery: WebhookDelivery) -> WebhookBatch {
        undeliveredBefore = judge.totals.undelivered
        return WebhookBatch(delivery)
    }

    private func end(_ answer: WebhookAnswer) {
        guard let delivery = batch?.delivery else { return }
        batch = nil
        exchange.settle(delivery, answer)
    }

    private func receive(_ event: WebhookEvent, from peer: String) {
        judge.totals.lines += 1
        judge.totals.bytes += UInt64(event.range.count)
        if let search, !event.withBytes(search.wants) {
            judge.totals.passedOver += 1
            return
        }
        var line = event.line
        SecretEraser.eraseTokens(in: &line)
        let items = RecordDecoder.decode(line)
        keep(line, items)
        for item in items { judge.judge(item, at: "an event from \(peer)", of: line) }
    }

    private func keep(_ line: [UInt8], _ items: [DecodedItem]) {
        guard let capture, items.contains(where: \.isAudit) else { return }
        do {
            try capture.append(auditRecord: line)
        } catch {
            log("the capture cannot be written: \(error)")
        }
    }

    private func turn(on loop: EventLoop) {
        guard pump(), !isContinuing else { return }
        continueSoon(on: loop)
    }

    private func continueSoon(on loop: EventLoop) {
        isContinuing = true
        loop.soon { [unowned self] in
            isContinuing = false
            turn(on: loop)
        }
    }

    private func renewCertificates() {
        do {
            guard try certificates.renew() else { return }
            server?.use(certificates.context)
            log("the audit webhook uses its renewed certificates")
        } catch {
            log("the audit webhook keeps its old certificates: \(error)")
        }
    }

    private func tell(_ report: String) {
        guard let withheld = reports.admit(at: EventLoop.now()) else { return }
        log(withheld == 0 ? report : "\(report) (\(withheld) more before it)")
    }
}

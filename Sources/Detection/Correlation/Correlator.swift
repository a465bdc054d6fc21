// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Joins what happens on nodes with what the audit log says: the theft of a credential with its use, a request for one
/// with who approved it and where it was used.
///
/// Give it every event with the alert about it; what comes back are further alerts. It has no clock but the events', and
/// what it says does not depend on their order. Not for use from several threads.
package final class Correlator {
    private let settings: CorrelationSettings
    private let builder: AlertBuilder
    /// nil keeps nothing for another run.
    private let log: (any NoticeLog)?
    private var ledger = Ledger()
    private var book = IncidentBook()
    /// Credentials that nobody issued, as far as is known, and when they were first used.
    private var unexplained: [String: WallTime] = [:]
    private let waitsForEnd: Bool
    private var isEnding = false
    /// When what waits is looked at next, in the time of the events.
    private var nextSettling = WallTime.zero
    /// What kept notices from being kept.
    package private(set) var problem: (any Error)?
    /// Alerts of rules over several events, by name, that were made but perhaps not delivered.
    private var undelivered: [String: String] = [:]

    /// - Parameter waitsForEnd: what could explain a credential may come at any time until `finish`, in a replay of inputs
    ///   in whatever order; else it is waited for by the clock of the events.
    package init(
        settings: CorrelationSettings, context: AlertContext, log: (any NoticeLog)? = nil,
        waitsForEnd: Bool = false
    ) {
        self.settings = settings
        self.waitsForEnd = waitsForEnd
        builder = AlertBuilder(context: context)
        self.log = log
    }

    /// Takes up what an earlier run knew.
    ///
    /// - Returns: alerts that it did not get to tell.
    package func restore() throws -> [Alert] {
        var notices: [Notice] = []
        try log?.load { notices.append($0) }
        // Those that say what was told come first, whatever their order.
        for case .told(let name) in notices { _ = ledger.add(told: name) }
        return notices.flatMap { take($0, isNew: false) }
    }

    package var incidents: [Incident] { book.incidents }
    package var forgotten: UInt64 { ledger.forgotten + book.forgotten }

    /// A file event and the alert about it, nil if there was none.
    package func observe(_ event: FileEvent, _ alert: Alert?) -> [Alert] {
        guard let alert else { return [] }
        return Theft.all(in: event, alert).flatMap { take(.theft($0)) } + settle(event.time)
    }

    /// An audit event and the alert about it, nil if there was none.
    package func observe(_ event: AuditEvent, _ alert: Alert?) -> [Alert] {
        let facts = RequestFacts(event)
        var alerts: [Alert] = []
        if ledger.begin.map({ facts.time < $0 }) ?? true { alerts += take(.begin(facts.time)) }
        if event.tellsOutcome {
            if facts.username?.isEmpty == false { alerts += take(.use(facts)) }
            let reference = alert.map { AlertReference($0, facts) }
            if let issuance = IssuanceReader.issuance(event, facts, reference) { alerts += take(.issuance(issuance)) }
            if let one = IssuanceReader.certificateCase(event, facts, reference) { alerts += take(.certificate(one)) }
            if let reference, reference.severity > .info { alerts += take(.act(reference)) }
        }
        return alerts + settle(facts.time)
    }

    /// Credentials in the protected files of a host.
    package func know(_ credentials: [Credential], host: String) -> [Alert] {
        credentials.flatMap { take(.known($0, host: host)) }
    }

    /// - Parameters:
    ///   - addresses: of the host itself, in CIDR notation or bare.
    ///   - pods: the networks of its pods.
    package func know(addresses: [String], pods: [String], host: String) -> [Alert] {
        take(.addresses(addresses, pods: pods, host: host))
    }

    /// The incident that an alert belongs to by now.
    package func incident(of alertID: String) -> AlertIncident? { book.incident(of: alertID) }

    /// To be called when an alert that came from here has been delivered, so that it is not told again.
    package func delivered(_ alert: Alert) {
        guard let name = undelivered.removeValue(forKey: alert.id) else { return }
        _ = ledger.add(told: name)
        keep(.told(name))
    }

    /// Nothing more will come: what was waited for is judged as it is.
    package func finish() -> [Alert] {
        isEnding = true
        return settle(ledger.clock)
    }

    /// The hour of the events that has come without any: for a log that falls silent. Nanoseconds since 1970.
    package func advance(to time: WallTime) -> [Alert] { settle(time) }

    /// Makes what was noticed last through a crash of the machine.
    package func sync() {
        do { try log?.sync() } catch { problem = error }
    }

    /// All that still matters, for a log that begins anew.
    package func snapshot() -> [Notice] {
        ledger.dropEnded()
        return ledger.notices
    }

    private func take(_ notice: Notice, isNew: Bool = true) -> [Alert] {
        let isNews: Bool
        var found: () -> [Alert] = { [] }
        switch notice {
        case .theft(let theft):
            isNews = ledger.add(theft)
            found = { [self] in joins(after: theft) }
        case .use(let facts):
            guard let source = settings.source(of: facts.sourceIPs) else { return [] }
            isNews = ledger.add(use: facts, key: facts.key, source: source)
            found = { [self] in
                if facts.credentialID != nil { unexplained[facts.key] = facts.time }
                return joins(after: facts)
            }
        case .issuance(let issuance):
            isNews = ledger.add(issuance)
            found = { [self] in tell(MintedCredentialUsed.joins(of: issuance.key, ledger)) }
        case .certificate(let one):
            isNews = ledger.add(one)
            found = { [self] in
                let minted = ledger.cases[one.name]?.issued.map { MintedCredentialUsed.joins(of: $0, ledger) } ?? []
                return tell(SelfApproval.joins(of: one.name, ledger) + minted)
            }
        case .act(let act):
            isNews = ledger.add(act)
            found = { [self] in joins(after: act) }
        case .known(let credential, let host): isNews = ledger.add(known: credential, host: host)
        case .addresses(let addresses, let pods, let host):
            isNews = ledger.add(addresses: addresses, pods: pods, host: host)
        case .told(let name): isNews = ledger.add(told: name)
        case .begin(let time):
            isNews = true
            ledger.add(begin: time)
        }
        guard isNews else { return [] }
        if isNew { keep(notice) }
        return found()
    }

    private func keep(_ notice: Notice) {
        do {
            try log?.append(notice)
            if notice.isGrave { try log?.sync() }
        } catch {
            problem = error
        }
    }
}

extension Correlator {
    private func joins(after theft: Theft) -> [Alert] {
        book.add(theft)
        var alerts = joins(of: theft.key)
        if let user = theft.credential.user { alerts += joins(ofUser: user) }
        for act in ledger.acts[theft.key] ?? [] where act.request.time >= theft.time.earlier(by: CorrelationLimits.skew)
        {
            book.link(theft.key, "alert=\(act.id)")
        }
        if let pod = theft.pod { book.link("alert=\(theft.alertID)", "pod=\(pod)") }
        if theft.isFrontProxy {
            for key in ledger.uses.keys.sorted() where CredentialKey.isUser(key) {
                alerts += tell(
                    StolenCertificateUsed.joinsOfFrontProxy(String(key.dropFirst("user=".count)), ledger, settings))
            }
        }
        if theft.isAuthority || theft.isServiceAccountKey {
            // What was used before its cause was known is looked at again.
            for (key, sources) in ledger.uses where !CredentialKey.isUser(key) {
                if let first = sources.values.map(\.time).min() { unexplained[key] = first }
            }
        }
        return alerts
    }

    private func joins(after use: RequestFacts) -> [Alert] {
        guard let user = use.username else { return joins(of: use.key) }
        // That a user has a credential makes its requests without one odd, also those before.
        return (use.credentialID == nil ? joins(ofUser: user) : []) + joins(of: use.key)
            + tell(StolenCertificateUsed.joinsOfFrontProxy(user, ledger, settings))
    }

    private func joins(after act: AlertReference) -> [Alert] {
        let key = act.request.key
        var keys: Set<String> = []
        if let theft = ledger.thefts[key]?.first, act.request.time >= theft.time.earlier(by: CorrelationLimits.skew) {
            keys.insert(key)
        }
        if ledger.mint(of: key) != nil { keys.insert(key) }
        if act.rules.contains("KW-2010"), let pod = act.request.pathOfPod { keys.insert("pod=\(pod)") }
        if act.request.resource == "certificatesigningrequests", let name = act.request.name {
            keys.insert("csr=\(name)")
        }
        book.add(act, keys: keys)
        guard act.request.isNode, let user = act.request.username else { return [] }
        return tell(NodeIdentityEscalates.joins(ofUser: user, ledger))
    }

    private func joins(of key: String) -> [Alert] {
        tell(StolenCertificateUsed.joins(of: key, ledger, settings))
            + tell(StolenTokenUsed.joins(of: key, ledger, settings)) + tell(MintedCredentialUsed.joins(of: key, ledger))
    }

    private func joins(ofUser user: String) -> [Alert] {
        tell(StolenCertificateUsed.joins(ofUser: user, ledger, settings))
            + tell(NodeIdentityEscalates.joins(ofUser: user, ledger))
    }

    /// Looks at credentials that nobody issued once what could explain them has had its time.
    private func settle(_ time: WallTime) -> [Alert] {
        ledger.advance(to: time)
        guard !unexplained.isEmpty, isEnding || !waitsForEnd && ledger.clock >= nextSettling else { return [] }
        let due = unexplained.filter { isSettled($0.value) }.keys.sorted()
        nextSettling = ledger.clock.later(by: CorrelationLimits.grace / 4)
        let isPossible =
            !ledger.signingKeyThefts(certificates: true).isEmpty
            || !ledger.signingKeyThefts(certificates: false).isEmpty
        var alerts: [Alert] = []
        for key in due {
            unexplained[key] = nil
            guard isPossible else { continue }
            alerts += tell(GoldenCredentialUsed.joins(of: key, ledger, settings, isSettled: isSettled))
        }
        return alerts
    }

    private func isSettled(_ time: WallTime) -> Bool {
        isEnding || time.later(by: CorrelationLimits.grace) <= ledger.clock
    }

    private func tell(_ joins: [Join]) -> [Alert] {
        joins.compactMap { join in
            let alert = builder.alert(for: join)
            book.add(join, alert, ledger)
            guard !ledger.told.contains(join.name), undelivered[alert.id] == nil else { return nil }
            undelivered[alert.id] = join.name
            return alert
        }
    }
}

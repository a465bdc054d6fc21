// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What is known of credentials: where they lie, who took them, who asked for them, where they were used.
///
/// Bounded by `CorrelationLimits`; what is forgotten is counted. It depends on what it was told and not on the order.
package struct Ledger: Sendable {
    package private(set) var thefts: [String: [Theft]] = [:]
    /// By credential and address: the earliest use.
    package private(set) var uses: [String: [String: RequestFacts]] = [:]
    package private(set) var issued: [String: Issuance] = [:]
    package private(set) var cases: [String: CertificateCase] = [:]
    /// By the credential that they were made with.
    package private(set) var acts: [String: [AlertReference]] = [:]
    /// Those of nodes, by user.
    package private(set) var actsOfUser: [String: [AlertReference]] = [:]
    package private(set) var known: [String: Credential] = [:]
    package private(set) var hosts: [String: HostAddresses] = [:]
    package private(set) var told: Set<String> = []
    /// Users, and the keys of credentials that were used in their name.
    package private(set) var keysOfUser: [String: Set<String>] = [:]
    /// Stolen credentials by the user that they are.
    package private(set) var stolenUsers: [String: Set<String>] = [:]
    /// Addresses that a user's pod was seen at, and since when.
    private var podSources: [String: [String: WallTime]] = [:]
    package private(set) var begin: WallTime?
    /// The time of the latest event.
    package private(set) var clock = WallTime(nanoseconds: 0)
    /// Facts that were dropped because a bound was reached, or because they ended.
    package private(set) var forgotten: UInt64 = 0
    private var useCount = 0

    package init() {}

    package struct HostAddresses: Sendable, Equatable {
        package var addresses: [NetworkRange] = []
        package var pods: [NetworkRange] = []
    }

    mutating func advance(to time: WallTime) { clock = max(clock, time) }

    /// - Returns: false if it was known already.
    @discardableResult
    mutating func add(_ theft: Theft) -> Bool {
        let known = thefts[theft.key] ?? []
        guard !known.contains(where: { $0.alertID == theft.alertID }) else { return false }
        if thefts.count >= CorrelationLimits.maximumThefts || known.count >= CorrelationLimits.maximumStepsOfOne {
            forgotten += 1
            guard !known.isEmpty || dropEndedThefts() else { return false }
            if known.count >= CorrelationLimits.maximumStepsOfOne { return false }
        }
        thefts[theft.key, default: []].append(theft)
        if let user = theft.credential.user { stolenUsers[user, default: []].insert(theft.key) }
        return true
    }

    /// - Returns: whether it is the first or the earliest from its address.
    mutating func add(use: RequestFacts, key: String, source: String) -> Bool {
        begin = min(begin ?? use.time, use.time)
        if let user = use.username, use.credentialID != nil { keysOfUser[user, default: []].insert(key) }
        if let user = use.username, let pod = use.pod {
            let subject = user + " " + pod
            let earlier = podSources[subject]?[source] ?? use.time
            podSources[subject, default: [:]][source] = min(earlier, use.time)
        }
        if let old = uses[key]?[source] {
            guard (use.time, use.order) < (old.time, old.order) else { return false }
        } else {
            guard makeRoom(for: key) else { return false }
            useCount += 1
            if useCount > CorrelationLimits.maximumUses { dropOldestUses() }
        }
        uses[key, default: [:]][source] = use
        return true
    }

    /// - Returns: whether it says something new.
    mutating func add(_ issuance: Issuance) -> Bool {
        if let old = issued[issuance.key], old.alert != nil || issuance.alert == nil { return false }
        if issued.count >= CorrelationLimits.maximumIssued { dropOldestIssued() }
        issued[issuance.key] = issuance
        return true
    }

    mutating func add(_ one: CertificateCase) -> Bool {
        guard let old = cases[one.name] else {
            if cases.count >= CorrelationLimits.maximumRequests { dropOldestCases() }
            cases[one.name] = one
            return true
        }
        // A name is used again after its request is gone.
        let isAnother = old.time.distance(to: one.time) > CorrelationLimits.requestLife
        var new = isAnother && old.time < one.time ? one : old
        if !isAnother { new.add(one) }
        cases[one.name] = new
        return new != old
    }

    mutating func add(_ act: AlertReference) -> Bool {
        let key = act.request.key
        let list = acts[key] ?? []
        guard !list.contains(where: { $0.id == act.id }) else { return false }
        guard list.count < CorrelationLimits.maximumStepsOfOne, acts.count < CorrelationLimits.maximumSteps else {
            forgotten += 1
            return false
        }
        acts[key, default: []].append(act)
        if act.request.isNode, let user = act.request.username { actsOfUser[user, default: []].append(act) }
        return true
    }

    mutating func add(known credential: Credential, host: String) -> Bool {
        guard let key = credential.credentialID, known[key] == nil else { return false }
        if known.count >= CorrelationLimits.maximumKnown {
            forgotten += 1
            return false
        }
        known[key] = credential
        return true
    }

    mutating func add(addresses: [String], pods: [String], host: String) -> Bool {
        let new = HostAddresses(
            addresses: addresses.compactMap { NetworkRange($0) }, pods: pods.compactMap { NetworkRange($0) })
        guard hosts[host] != new else { return false }
        hosts[host] = new
        return true
    }

    mutating func add(told name: String) -> Bool { told.insert(name).inserted }

    mutating func add(begin time: WallTime) { begin = min(begin ?? time, time) }

    /// All of it, as facts: those that others are judged by first.
    package var notices: [Notice] {
        var notices = told.sorted().map(Notice.told)
        if let begin { notices.append(.begin(begin)) }
        for (host, addresses) in hosts.sorted(by: { $0.key < $1.key }) {
            notices.append(
                .addresses(
                    addresses.addresses.map(\.description), pods: addresses.pods.map(\.description), host: host))
        }
        notices += known.sorted { $0.key < $1.key }.map { .known($0.value, host: "") }
        notices += issued.sorted { $0.key < $1.key }.map { .issuance($0.value) }
        notices += cases.sorted { $0.key < $1.key }.map { .certificate($0.value) }
        notices += acts.sorted { $0.key < $1.key }.flatMap(\.value).map(Notice.act)
        notices += uses.sorted { $0.key < $1.key }.flatMap { $0.value.sorted { $0.key < $1.key } }.map {
            .use($0.value)
        }
        notices += thefts.sorted { $0.key < $1.key }.flatMap(\.value).map(Notice.theft)
        return notices
    }

    /// Addresses that the user's pod was seen at before `time`.
    func sawPod(_ use: RequestFacts, at source: String, before time: WallTime) -> Bool {
        guard let user = use.username, let pod = use.pod else { return false }
        return podSources[user + " " + pod]?[source].map { $0 < time } ?? false
    }
}

extension Ledger {
    /// Of what is not known to be stolen, the earliest use makes room: a theft that is told later is joined with later ones.
    private mutating func makeRoom(for key: String) -> Bool {
        guard let sources = uses[key], sources.count >= CorrelationLimits.maximumSourcesOfOne else { return true }
        if thefts[key] != nil { return sources.count < CorrelationLimits.maximumSourcesOfStolen }
        if let user = sources.values.first?.username, stolenUsers[user]?.isEmpty == false {
            return sources.count < CorrelationLimits.maximumSourcesOfStolen
        }
        guard let earliest = sources.min(by: { ($0.value.time, $0.key) < ($1.value.time, $1.key) })?.key else {
            return true
        }
        uses[key]?[earliest] = nil
        useCount -= 1
        forgotten += 1
        return true
    }

    /// What ended before `time`, with the allowance for clocks, joins nothing any more.
    mutating func dropEnded() {
        let end = clock.nanoseconds - min(clock.nanoseconds, CorrelationLimits.skew)
        for (key, list) in thefts where list.allSatisfy({ ($0.credential.notAfter?.nanoseconds ?? .max) < end }) {
            thefts[key] = nil
            for (user, keys) in stolenUsers where keys.contains(key) { stolenUsers[user]?.remove(key) }
            if let sources = uses.removeValue(forKey: key) { useCount -= sources.count }
        }
    }

    private mutating func dropEndedThefts() -> Bool {
        let before = thefts.count
        dropEnded()
        return thefts.count < before
    }

    /// A tenth at once, so that it is seldom. Never of a stolen credential, nor of one that somebody odd asked for.
    private mutating func dropOldestUses() {
        var candidates: [(key: String, time: WallTime)] = []
        for (key, sources) in uses where thefts[key] == nil && issued[key]?.alert == nil {
            candidates.append((key, sources.values.map(\.time).max() ?? clock))
        }
        candidates.sort { ($0.time, $0.key) < ($1.time, $1.key) }
        for one in candidates.prefix(max(1, candidates.count / 10)) {
            let count = uses.removeValue(forKey: one.key)?.count ?? 0
            useCount -= count
            forgotten += UInt64(count)
        }
        if podSources.count > CorrelationLimits.maximumUses { podSources = [:] }
        if keysOfUser.count > CorrelationLimits.maximumUses { keysOfUser = [:] }
    }

    private mutating func dropOldestIssued() {
        let old = issued.values.filter { $0.alert == nil }.sorted {
            ($0.request.time, $0.key) < ($1.request.time, $1.key)
        }
        for one in old.prefix(max(1, issued.count / 10)) { issued[one.key] = nil }
        forgotten += UInt64(min(old.count, max(1, issued.count / 10)))
    }

    private mutating func dropOldestCases() {
        let old = cases.values.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
        for one in old.prefix(max(1, cases.count / 10)) { cases[one.name] = nil }
        forgotten += UInt64(max(1, cases.count / 10))
    }
}

extension WallTime {
    /// Nanoseconds between the two, whichever is first.
    package func distance(to other: WallTime) -> UInt64 {
        max(nanoseconds, other.nanoseconds) - min(nanoseconds, other.nanoseconds)
    }

    package func earlier(by duration: UInt64) -> WallTime {
        WallTime(nanoseconds: nanoseconds - min(nanoseconds, duration))
    }

    package func later(by duration: UInt64) -> WallTime {
        WallTime(nanoseconds: nanoseconds > .max - duration ? .max : nanoseconds + duration)
    }
}

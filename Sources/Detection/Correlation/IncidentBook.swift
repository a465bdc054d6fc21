// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Alerts, joined by the credentials and objects they are about.
///
/// A step stands under keys; steps that share a key belong together, and so do theirs. What belongs together is an
/// incident as soon as a join is in it.
struct IncidentBook: Sendable {
    private struct Entry: Sendable {
        var step: IncidentStep
        var keys: Set<String>
        var isJoin: Bool
        var title: String
        var remediation: [String]
        var credentials: [Credential]
    }

    private var entries: [String: Entry] = [:]
    /// Union-find: each key's parent, itself at the root.
    private var parents: [String: String] = [:]
    private var members: [String: Set<String>] = [:]
    private var links: Set<[String]> = []
    /// Roots of what has a join in it.
    private var joined: Set<String> = []
    private(set) var forgotten: UInt64 = 0

    /// The same alert again replaces what was known of it, and joins what it names in addition.
    mutating func add(
        _ step: IncidentStep, keys: Set<String>, isJoin: Bool = false, title: String = "", remediation: [String] = [],
        credentials: [Credential] = []
    ) {
        let own = "alert=\(step.alertID)"
        if entries[step.alertID] == nil, entries.count >= CorrelationLimits.maximumSteps { dropOldest() }
        let isNew = entries[step.alertID] == nil
        let fullest = isNew && !isJoin ? keys.map { members[root($0)]?.count ?? 0 }.max() ?? 0 : 0
        guard fullest < CorrelationLimits.maximumStepsOfOne else {
            forgotten += 1
            return
        }
        let all = keys.union(entries[step.alertID]?.keys ?? []).union([own])
        entries[step.alertID] = Entry(
            step: step, keys: all, isJoin: isJoin, title: title, remediation: remediation, credentials: credentials)
        for key in all { unite(own, key) }
        members[root(own), default: []].insert(step.alertID)
        if isJoin { joined.insert(root(own)) }
    }

    /// Makes one of two things that belong together without an alert of their own.
    mutating func link(_ left: String, _ right: String) {
        unite(left, right)
        if links.count < CorrelationLimits.maximumSteps { links.insert([left, right]) }
    }

    /// nil if the alert belongs to no incident.
    func incident(of alertID: String) -> AlertIncident? {
        let root = root("alert=\(alertID)")
        guard entries[alertID] != nil, joined.contains(root) else { return nil }
        let group = group(root)
        let others = group.filter { $0.step.alertID != alertID }.map(\.step.alertID)
        return AlertIncident(id: Self.id(of: group), alerts: Array(others.suffix(AlertIncident.maximumAlerts)))
    }

    /// The gravest first, then by time.
    var incidents: [Incident] {
        let groups = joined.map { group($0) }
        return groups.map(Self.incident).sorted {
            ($1.severity, $0.timeline.first?.time ?? .zero, $0.id) < (
                $0.severity, $1.timeline.first?.time ?? .zero, $1.id
            )
        }
    }

    /// By time.
    private func group(_ root: String) -> [Entry] {
        (members[root] ?? []).compactMap { entries[$0] }
            .sorted { ($0.step.time, $0.step.alertID) < ($1.step.time, $1.step.alertID) }
    }

    /// Of the first key of its joins, in the order of their bytes: the same whatever came first.
    private static func id(of group: [Entry]) -> String {
        var id = AlertID(kind: "incident")
        let keys = group.filter(\.isJoin).flatMap(\.keys).filter { !$0.hasPrefix("alert=") }
        id.add(keys.min() ?? "")
        return id.value
    }

    private static func incident(_ group: [Entry]) -> Incident {
        let joins = group.filter(\.isJoin)
        let gravest = joins.max {
            ($0.step.severity, $1.step.rules.first ?? "") < ($1.step.severity, $0.step.rules.first ?? "")
        }
        var remediation: [String] = []
        for sentence in joins.sorted(by: { $0.step.severity > $1.step.severity }).flatMap(\.remediation)
        where !remediation.contains(sentence) {
            remediation.append(sentence)
        }
        var credentials: [Credential] = []
        for credential in group.flatMap(\.credentials) where !credentials.contains(credential) {
            credentials.append(credential)
        }
        credentials.sort { ($0.credentialID ?? $0.subject ?? "") < ($1.credentialID ?? $1.subject ?? "") }
        return Incident(
            id: id(of: group), severity: group.map(\.step.severity).max() ?? .info, title: gravest?.title ?? "",
            credentials: credentials,
            timeline: Array(group.map(\.step).prefix(CorrelationLimits.maximumStepsOfOne)), remediation: remediation)
    }

    private func root(_ key: String) -> String {
        var key = key
        while let parent = parents[key], parent != key { key = parent }
        return key
    }

    private mutating func unite(_ left: String, _ right: String) {
        let (a, b) = (root(left), root(right))
        parents[a] = parents[a] ?? a
        parents[b] = parents[b] ?? b
        guard a != b else { return }
        // The smaller group goes below the larger, so that the way up stays short.
        let (upper, lower) = (members[a]?.count ?? 0) >= (members[b]?.count ?? 0) ? (a, b) : (b, a)
        parents[lower] = upper
        if let moved = members.removeValue(forKey: lower) { members[upper, default: []].formUnion(moved) }
        if joined.remove(lower) != nil { joined.insert(upper) }
    }

    /// A tenth of what is no incident, the oldest; of incidents too if there is nothing else.
    private mutating func dropOldest() {
        let single = members.filter { !joined.contains($0.key) }.flatMap(\.value)
        let candidates = (single.isEmpty ? Array(entries.keys) : single)
            .compactMap { entries[$0]?.step }.sorted { ($0.time, $0.alertID) < ($1.time, $1.alertID) }
        for step in candidates.prefix(max(1, candidates.count / 10)) {
            entries[step.alertID] = nil
            forgotten += 1
        }
        // The keys of what is gone are let go of too.
        (parents, members, joined) = ([:], [:], [])
        links = links.filter { pair in
            pair.allSatisfy { !$0.hasPrefix("alert=") || entries[String($0.dropFirst(6))] != nil }
        }
        for link in links { unite(link[0], link[1]) }
        for (id, entry) in entries {
            for key in entry.keys { unite("alert=\(id)", key) }
            members[root("alert=\(id)"), default: []].insert(id)
        }
        for (id, entry) in entries where entry.isJoin { joined.insert(root("alert=\(id)")) }
    }
}

extension WallTime {
    static let zero = WallTime(nanoseconds: 0)
}

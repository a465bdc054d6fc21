// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What became of an incident's credential, as boxes in a row: the credential, who took it or had it made, where it was used.
struct ReportChain {
    /// Lines in one box; more are counted.
    static let maximumLines = 4

    private struct Box {
        var heading: String
        var style: String
        /// Each a name and what is known of it.
        var lines: [(name: String, note: String)]
        /// Said where there is no line.
        var absent = ""
    }

    private let incident: Incident

    init(_ incident: Incident) {
        self.incident = incident
    }

    var markup: Markup {
        "<ol class=\"chain\" aria-label=\"How it went\">\n\(boxes.map(Self.item))</ol>\n"
    }

    private var boxes: [Box] {
        let thefts = steps(.theft)
        let made = steps(.request) + steps(.approval)
        let stolen = thefts.isEmpty ? [] : stolenCredentials(thefts)
        let others = incident.credentials.filter { !stolen.contains($0) }
        var boxes: [Box] = []
        if !stolen.isEmpty { boxes.append(credentialBox("Credential", stolen)) }
        if !thefts.isEmpty { boxes.append(actorBox("Taken by", "theft", thefts)) }
        if !steps(.request).isEmpty { boxes.append(actorBox("Asked for by", "request", steps(.request))) }
        if !steps(.approval).isEmpty { boxes.append(actorBox("Approved by", "approval", steps(.approval))) }
        if !others.isEmpty { boxes.append(credentialBox(Self.heading(after: stolen), others)) }
        let uses = steps(.use)
        if thefts.isEmpty && made.isEmpty && !uses.isEmpty {
            boxes.append(Box(heading: "Taken by", style: "unseen", lines: [], absent: "Nobody was seen taking it"))
        }
        boxes.append(uses.isEmpty ? unused : usedBox(uses))
        return boxes
    }

    private var unused: Box {
        Box(heading: "Used from", style: "unseen", lines: [], absent: "No use was seen in what was read")
    }

    private func steps(_ kind: IncidentStep.Kind) -> [IncidentStep] { incident.timeline.filter { $0.kind == kind } }

    /// Those that the thefts name, and those that no step could name.
    private func stolenCredentials(_ thefts: [IncidentStep]) -> [Credential] {
        let named = Set(thefts.compactMap(\.credentialID))
        let stolen = incident.credentials.filter { credential in
            credential.credentialID.map(named.contains) ?? true
        }
        return stolen.isEmpty ? incident.credentials : stolen
    }

    /// Of the credentials that nobody was seen taking.
    private static func heading(after stolen: [Credential]) -> String {
        if stolen.isEmpty { return "Credential" }
        return stolen.contains { $0.kind == .authority || $0.kind == .serviceAccountKey } ? "Made with it" : "And then"
    }

    private func credentialBox(_ heading: String, _ credentials: [Credential]) -> Box {
        Box(
            heading: heading, style: "credential",
            lines: credentials.map { (ReportWords.name($0), ReportWords.kind($0.kind)) })
    }

    private func actorBox(_ heading: String, _ style: String, _ steps: [IncidentStep]) -> Box {
        Box(
            heading: heading, style: style,
            lines: Self.distinct(steps) { step in
                (
                    step.actor,
                    [step.place.map { style == "theft" ? "on \($0)" : "at \($0)" }, step.address.map { "from \($0)" }]
                )
            })
    }

    private func usedBox(_ steps: [IncidentStep]) -> Box {
        Box(
            heading: "Used from", style: "use",
            lines: Self.distinct(steps) { step in
                (step.address ?? "an unknown address", ["as \(step.actor)", step.place.map { "at \($0)" }])
            })
    }

    /// One line for steps alike, in the order of their first, with how many and since when.
    private static func distinct(
        _ steps: [IncidentStep], _ line: (IncidentStep) -> (name: String, notes: [String?])
    ) -> [(name: String, note: String)] {
        var order: [String] = []
        var found: [String: (name: String, note: String, first: WallTime, count: Int)] = [:]
        for step in steps {
            let (name, notes) = line(step)
            let note = notes.compactMap(\.self).joined(separator: ", ")
            let key = name + "\u{0}" + note
            if found[key] == nil { order.append(key) }
            found[key] = (name, note, found[key]?.first ?? step.time, (found[key]?.count ?? 0) + 1)
        }
        return order.compactMap { key in
            guard let line = found[key] else { return nil }
            let when = ReportWords.moment(line.first)
            let times = line.count == 1 ? when : "\(ReportWords.grouped(line.count)) times, first \(when)"
            return (line.name, [line.note, times].filter { !$0.isEmpty }.joined(separator: "; "))
        }
    }

    private static func item(_ box: Box) -> Markup {
        let lines = box.lines.prefix(maximumLines).map { line -> Markup in
            "<p><strong>\(line.name)</strong><span>\(line.note)</span></p>\n"
        }
        let rest = box.lines.count - lines.count
        return """
            <li class="\(box.style)"><h4>\(box.heading)</h4>
            \(lines)\(rest > 0 ? "<p>and \(ReportWords.grouped(rest)) more</p>" : .none)\
            \(box.lines.isEmpty ? "<p>\(box.absent)</p>" : .none)</li>

            """
    }
}

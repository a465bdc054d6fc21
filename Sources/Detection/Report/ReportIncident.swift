// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The section of one incident.
enum ReportIncident {
    /// Credentials of one incident that are shown; more are counted.
    static let maximumCredentials = 20
    /// Remediation steps likewise.
    static let maximumRemediation = 50

    /// - Parameter number: from 1, the section's address in the page.
    static func markup(_ incident: Incident, number: Int) -> Markup {
        // What was read from a file may be in any order; steps of one instant keep theirs.
        var incident = incident
        incident.timeline = incident.timeline.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        return """
            <section class="incident" id="incident-\(number)" aria-labelledby="title-\(number)">
            <header><p>\(badge(incident.severity)) <span class="when">\(when(incident))</span></p>
            <h2 id="title-\(number)">\(incident.title)</h2>
            <p class="id">Incident <code>\(incident.id)</code></p></header>
            <h3>What happened</h3>
            \(ReportChain(incident).markup)\(remediation(incident))\(timeline(incident))
            \(credentials(incident))</section>

            """
    }

    static func badge(_ severity: Severity) -> Markup {
        "<span class=\"badge \(severity.rawValue)\">\(severity.rawValue)</span>"
    }

    static func when(_ incident: Incident) -> String {
        guard let first = incident.first, let last = incident.last else { return "at an unknown time" }
        return "\(ReportWords.period(first, last)), \(ReportWords.count(incident.timeline.count, "step"))"
    }

    private static func timeline(_ incident: Incident) -> Markup {
        guard !incident.timeline.isEmpty else { return .none }
        let label = "Timeline: \(when(incident)). The table below says the same in words."
        return """
            <h3>Timeline</h3>
            <div class="wide">\(Markup.optional(ReportTimeline(incident.timeline, width: 980)) { $0.svg(label: label) })</div>
            <div class="narrow">\(Markup.optional(ReportTimeline(incident.timeline, width: 340)) { $0.svg(label: label) })</div>
            <p class="hint">The numbers are those of the steps below. All times are UTC.</p>
            <details open><summary>\(ReportWords.count(incident.timeline.count, "step"))</summary>
            \(ReportSteps.markup(incident.timeline))</details>
            """
    }

    private static func remediation(_ incident: Incident) -> Markup {
        guard !incident.remediation.isEmpty else { return .none }
        let shown = incident.remediation.prefix(maximumRemediation)
        return """
            <div class="todo"><h3>What to do</h3>
            <ol>
            \(shown.map { "<li>\($0)</li>\n" })</ol>
            \(rest(incident.remediation.count - shown.count, "further step"))</div>

            """
    }

    private static func credentials(_ incident: Incident) -> Markup {
        guard !incident.credentials.isEmpty else { return .none }
        let shown = incident.credentials.prefix(maximumCredentials)
        return """
            <h3>\(incident.credentials.count == 1 ? "The credential" : "The credentials")</h3>
            <div class="cards">
            \(shown.map(ReportCredential.markup))</div>
            \(rest(incident.credentials.count - shown.count, "further credential"))
            """
    }

    private static func rest(_ count: Int, _ what: String) -> Markup {
        count > 0
            ? "<p>\(ReportWords.count(count, what)) not shown here; the incident's JSON has them all.</p>\n" : .none
    }
}

// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The table of an incident's steps.
enum ReportSteps {
    /// Rows of one incident: the first half and the last half, because a theft comes first and its use last.
    static let maximum = 400

    private static let columns = ["No.", "Time (UTC)", "What", "Who", "Where", "Rules and alert"]

    static func markup(_ steps: [IncidentStep]) -> Markup {
        let numbered = Array(steps.enumerated())
        let rows: [Markup]
        if steps.count <= maximum {
            rows = numbered.map { row($0.offset, $0.element) }
        } else {
            let head = numbered.prefix(maximum / 2).map { row($0.offset, $0.element) }
            let tail = numbered.suffix(maximum - maximum / 2).map { row($0.offset, $0.element) }
            let omitted = ReportWords.count(steps.count - maximum, "step")
            let gap: Markup = """
                <tr role="row"><td role="cell" colspan="\(columns.count)" class="gap">\(omitted) between these are left out; \
                the incident's JSON has them all</td></tr>

                """
            rows = head + [gap] + tail
        }
        return """
            <table role="table"><caption>All steps by time</caption>
            <thead role="rowgroup"><tr role="row">\(columns.map { "<th role=\"columnheader\" scope=\"col\">\($0)</th>" })</tr></thead>
            <tbody role="rowgroup">
            \(rows)</tbody></table>

            """
    }

    private static func row(_ index: Int, _ step: IncidentStep) -> Markup {
        let fraction = String(step.time.description.dropFirst(19).prefix(4))
        let place = [step.place, step.address.map { "from \($0)" }].compactMap(\.self)
        return """
            <tr role="row"><td role="cell" class="number">\(index + 1)</td>\
            <td role="cell" data-label="Time"><time datetime="\(step.time.description)">\(ReportWords.date(step.time)) \
            <b>\(ReportWords.clock(step.time))</b><small>\(fraction)</small></time></td>\
            <td role="cell" data-label="What"><span class="kind \(step.kind.rawValue)">\(ReportWords.kind(step.kind))</span> \
            <span class="sev">\(step.severity.rawValue)</span><br>\(step.what)</td>\
            <td role="cell" data-label="Who">\(step.actor)</td>\
            <td role="cell" data-label="Where">\(place.map { "<div>\($0)</div>" })</td>\
            <td role="cell" data-label="Rules">\(step.rules.map { "<span class=\"rule\">\($0)</span> " })<br><code>\(step.alertID)</code></td></tr>

            """
    }
}

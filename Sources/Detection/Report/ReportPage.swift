// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// The report of incidents as one HTML page that needs nothing else: no script, no network, no font.
package enum ReportPage {
    /// Incidents that are shown in full; more are counted.
    package static let maximumIncidents = 100
    /// Rows of one incident's table.
    package static let maximumSteps = ReportSteps.maximum
    /// Names of inputs.
    package static let maximumInputs = 50

    /// - Parameters:
    ///   - generated: when the page is made.
    ///   - version: of Keyward.
    ///   - inputs: the names of what was read.
    package static func html(incidents: [Incident], generated: WallTime, version: String, inputs: [String]) -> String {
        let sorted = incidents.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            if left.first != right.first {
                return (left.first?.nanoseconds ?? .max) < (right.first?.nanoseconds ?? .max)
            }
            return left.id < right.id
        }
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="keyward \(version)">
            <title>Keyward: \(headline(sorted))</title>
            <style>
            \(ReportStyle.css)</style>
            </head>
            <body>
            <header class="page"><p class="brand">Keyward incident report</p>
            <h1>\(headline(sorted))</h1>
            \(sorted.isEmpty ? empty : counts(sorted))</header>
            <main>
            \(contents(sorted))\(sections(sorted))</main>
            \(footer(generated: generated, version: version, inputs: inputs, isOpen: sorted.isEmpty))</body>
            </html>

            """
        return page.html
    }

    private static func headline(_ incidents: [Incident]) -> String {
        incidents.isEmpty ? "No incidents" : ReportWords.count(incidents.count, "incident")
    }

    private static let empty: Markup = """
        <p class="lead">What was read shows no theft, no forgery and no misuse of a credential. What was not recorded cannot show.</p>

        """

    private static func counts(_ incidents: [Incident]) -> Markup {
        let numbers = Severity.allCases.reversed().map { severity in
            (severity, incidents.count { $0.severity == severity })
        }
        return """
            <ul class="counts" aria-label="Incidents by severity">
            \(numbers.filter { $0.1 > 0 }.map { severity, number -> Markup in
                "<li class=\"\(severity.rawValue)\"><b>\(ReportWords.grouped(number))</b> \(severity.rawValue)</li>\n"
            })</ul>

            """
    }

    /// Links to the sections; nothing where there is only one.
    private static func contents(_ incidents: [Incident]) -> Markup {
        guard incidents.count > 1 else { return .none }
        let links = incidents.prefix(maximumIncidents).enumerated().map { index, incident -> Markup in
            """
            <li><div>\(ReportIncident.badge(incident.severity)) <a href="#incident-\(index + 1)">\(incident.title)</a></div></li>

            """
        }
        return "<nav aria-label=\"Incidents\"><ol>\n\(links)</ol></nav>\n"
    }

    private static func sections(_ incidents: [Incident]) -> Markup {
        let shown = incidents.prefix(maximumIncidents)
        let rest = incidents.count - shown.count
        let more: Markup = """
            <p class="lead">\(ReportWords.count(rest, "further incident")), no graver than these, not shown here.</p>

            """
        return """
            \(shown.enumerated().map { ReportIncident.markup($0.element, number: $0.offset + 1) })\
            \(rest > 0 ? more : .none)
            """
    }

    private static func footer(generated: WallTime, version: String, inputs: [String], isOpen: Bool) -> Markup {
        let shown = inputs.prefix(maximumInputs)
        let rest = inputs.count - shown.count
        return """
            <footer><p>Made \(ReportWords.moment(generated)) by keyward \(version). All times are UTC.</p>
            <details\(isOpen ? " open" : .none)><summary>What was read: \(ReportWords.count(inputs.count, "input"))</summary>
            <ul>
            \(shown.map { "<li><code>\($0)</code></li>\n" })\
            \(rest > 0 ? "<li>and \(ReportWords.grouped(rest)) more</li>\n" : .none)</ul></details></footer>

            """
    }
}

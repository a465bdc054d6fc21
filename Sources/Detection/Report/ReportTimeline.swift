// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The steps of an incident drawn over time: a lane for each kind, steps that would touch as one point with their number.
struct ReportTimeline {
    private static let gutter = 78.0
    private static let laneHeight = 58.0
    private static let top = 10.0
    private static let axisHeight = 42.0
    /// No less than a date takes.
    private static let markDistance = 76.0
    private static let labelWidth = 66.0
    private static let pointHeight = 22.0

    /// Points of one lane that are drawn as one.
    private struct Group {
        /// Positions in the timeline, from 0; between them may be steps of other lanes.
        var steps: ClosedRange<Int>
        var count: Int
        /// Where its first and its last step stand.
        var left: Double
        var right: Double

        var x: Double { (left + right) / 2 }

        /// `3`, `4–6`, or `×5` where the steps do not follow one another.
        var text: String {
            if count == 1 { return "\(steps.lowerBound + 1)" }
            return count == steps.count ? "\(steps.lowerBound + 1)–\(steps.upperBound + 1)" : "×\(count)"
        }

        var width: Double { Double(text.unicodeScalars.count) * 7 + 14 }
    }

    private let steps: [IncidentStep]
    private let width: Double
    private let axis: ReportAxis
    private let lanes: [IncidentStep.Kind]

    /// nil without steps.
    /// - Parameter steps: by time.
    init?(_ steps: [IncidentStep], width: Int) {
        guard let first = steps.first, let last = steps.last else { return nil }
        self.steps = steps
        self.width = Double(width)
        axis = ReportAxis(
            first: first.time, last: last.time, left: Self.gutter, width: Double(width) - Self.gutter - 16)
        let kinds = Set(steps.map(\.kind))
        lanes = IncidentStep.Kind.allCases.filter(kinds.contains)
    }

    private var plotBottom: Double { Self.top + Double(lanes.count) * Self.laneHeight }

    func svg(label: String) -> Markup {
        let height = plotBottom + Self.axisHeight
        return """
            <svg viewBox="0 0 \(Self.number(width)) \(Self.number(height))" width="\(Self.number(width))" \
            role="img" aria-label="\(label)">
            \(marks)\(lanes.indices.map(lane))</svg>

            """
    }

    private var marks: [Markup] {
        var day = ""
        let times = axis.marks(distance: Self.markDistance)
        let isWhole = times.allSatisfy { ReportWords.clock($0).hasSuffix(":00") }
        return times.map { time in
            let clock = isWhole ? ReportWords.hour(time) : ReportWords.clock(time)
            let x = Self.number(axis.x(time))
            let date = ReportWords.date(time)
            let dated = date != day
            day = date
            return """
                <line class="mark" x1="\(x)" y1="\(Self.number(Self.top))" x2="\(x)" y2="\(Self.number(plotBottom))"/>\
                <text class="axis" x="\(x)" y="\(Self.number(plotBottom + 17))">\(clock)</text>\
                \(dated ? Self.dateText(date, x: x, y: plotBottom + 33) : .none)

                """
        }
    }

    private static func dateText(_ date: String, x: String, y: Double) -> Markup {
        "<text class=\"axis date\" x=\"\(x)\" y=\"\(number(y))\">\(date)</text>"
    }

    private func lane(_ index: Int) -> Markup {
        let kind = lanes[index]
        let y = Self.top + (Double(index) + 0.5) * Self.laneHeight - 8
        let groups = groups(of: kind)
        var free = 0.0
        let points = groups.map { group in
            let start = min(group.x, width - Self.labelWidth / 2) - Self.labelWidth / 2
            let isLabelled = start >= free
            if isLabelled { free = start + Self.labelWidth }
            return point(group, y: y, isLabelled: isLabelled)
        }
        return """
            <g class="\(kind.rawValue)"><text class="lane" x="0" y="\(Self.number(y + 4))">\(ReportWords.kind(kind))</text>\
            <line class="lane" x1="\(Self.number(Self.gutter))" y1="\(Self.number(y))" x2="\(Self.number(width))" \
            y2="\(Self.number(y))"/>
            \(points)</g>

            """
    }

    private func point(_ group: Group, y: Double, isLabelled: Bool) -> Markup {
        let first = steps[group.steps.lowerBound]
        let label: Markup = """
            <text class="label" x="\(Self.number(min(group.x, width - Self.labelWidth / 2)))" y="\(Self.number(y + 26))">\
            \(ReportWords.clock(first.time))</text>
            """
        return """
            <g><title>\(tooltip(group))</title><rect x="\(Self.number(group.x - group.width / 2))" \
            y="\(Self.number(y - Self.pointHeight / 2))" width="\(Self.number(group.width))" \
            height="\(Self.number(Self.pointHeight))" rx="\(Self.number(Self.pointHeight / 2))"/>\
            <text class="in" x="\(Self.number(group.x))" y="\(Self.number(y + 4))">\(group.text)</text>\
            \(isLabelled ? label : .none)</g>

            """
    }

    private func tooltip(_ group: Group) -> String {
        let first = steps[group.steps.lowerBound]
        if group.count == 1 {
            return "\(group.steps.lowerBound + 1): \(ReportWords.moment(first.time)), \(first.actor): \(first.what)"
        }
        let last = steps[group.steps.upperBound]
        return """
            \(ReportWords.count(group.count, "step")) between \(group.steps.lowerBound + 1) and \
            \(group.steps.upperBound + 1), \(ReportWords.period(first.time, last.time)); first: \(first.what)
            """
    }

    private func groups(of kind: IncidentStep.Kind) -> [Group] {
        var groups: [Group] = []
        for (index, step) in steps.enumerated() where step.kind == kind {
            let x = axis.x(step.time)
            var group = Group(steps: index...index, count: 1, left: x, right: x)
            // A wider point may reach those before it.
            while let last = groups.last, last.x + last.width / 2 + 2 > group.x - group.width / 2 {
                group.steps = last.steps.lowerBound...index
                group.count += last.count
                group.left = last.left
                groups.removeLast()
            }
            groups.append(group)
        }
        return groups
    }

    /// One digit behind the point, by integers: the same on every machine.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

// SPDX-License-Identifier: Apache-2.0

/// `loss` of an alert: what is known to be missing just before this event.
package struct AlertLoss: Sendable, Equatable, Encodable {
    /// The greatest; the first of equals in the order of `LossCause`.
    package var cause: String
    /// Of all causes together.
    package var count: UInt64
    /// Each cause that is not 0. Empty where they were not told apart.
    package var causes: [LossCause: UInt64]

    /// A loss of which no more is known.
    package init(cause: String, count: UInt64) {
        self.cause = cause
        self.count = count
        causes = [:]
    }

    /// nil if nothing was lost.
    package init?(causes: [LossCause: UInt64]) {
        let causes = causes.filter { $0.value > 0 }
        guard let most = causes.values.max(), let cause = LossCause.allCases.first(where: { causes[$0] == most }) else {
            return nil
        }
        self.cause = cause.rawValue
        self.causes = causes
        count = causes.values.reduce(0) { sum, next in
            let (value, overflow) = sum.addingReportingOverflow(next)
            return overflow ? .max : value
        }
    }

    /// The causes for people: `ring`, or `ring_secret 3, skipped 1`.
    package var summary: String {
        let each = LossCause.allCases.compactMap { cause in causes[cause].map { "\(cause.rawValue) \($0)" } }
        return each.isEmpty ? cause : each.joined(separator: ", ")
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(cause, forKey: "cause")
        try object.encode(count, forKey: "count")
        guard !causes.isEmpty else { return }
        var nested = object.nestedContainer(keyedBy: AlertKey.self, forKey: "causes")
        for (cause, count) in causes { try nested.encode(count, forKey: AlertKey(stringValue: cause.rawValue)) }
    }
}

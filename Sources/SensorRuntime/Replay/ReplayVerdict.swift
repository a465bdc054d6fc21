// SPDX-License-Identifier: Apache-2.0

package import Detection

/// What one item of a replay came to: a line of `replay --verdicts`.
package struct ReplayVerdict: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case audit, file
        /// Neither, or not readable.
        case other
    }

    /// 0-based number of the top-level JSON value over all inputs.
    package var record: UInt64
    /// Position inside a batch, else 0.
    package var item: Int
    package var kind: Kind
    package var upstream: [UpstreamRule]
    package var rules: [String]
    package var alert: Alert?
    /// Alerts about what could be recovered of a damaged item; the item itself has no verdict.
    package var recovered: [Alert]
    /// Alerts about what it joins with events before it.
    package var joins: [Alert] = []

    package init(
        record: UInt64, item: Int, kind: Kind, upstream: [UpstreamRule] = [], rules: [String] = [],
        alert: Alert? = nil, recovered: [Alert] = []
    ) {
        self.record = record
        self.item = item
        self.kind = kind
        self.upstream = upstream
        self.rules = rules
        self.alert = alert
        self.recovered = recovered
    }

    /// One JSON object and a line feed. Every text in it is one of Keyward's own ids, with nothing to escape.
    package var line: [UInt8] {
        let upstream = upstream.map(\.rawValue).sorted()
        let alert = alert.map { "\"\($0.id)\"" } ?? "null"
        return Array(
            """
            {"record":\(record),"item":\(item),"kind":"\(kind.rawValue)","upstream":\(list(upstream)),\
            "rules":\(list(rules.sorted())),"alert":\(alert)}

            """.utf8)
    }

    private func list(_ ids: [String]) -> String {
        "[" + ids.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
}

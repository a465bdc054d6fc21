// SPDX-License-Identifier: Apache-2.0

extension Alert {
    /// Adds to `output_fields` what must survive falcosidekick, which forwards no key it does not know.
    mutating func completeFalcoFields() {
        outputFields["keyward.id"] = .text(id)
        outputFields["keyward.severity"] = .text(severity.rawValue)
        outputFields["keyward.rules"] = .text(rules.map(\.id).joined(separator: ","))
        outputFields["keyward.reason"] = .text(gravest?.reason ?? "")
        if !upstream.isEmpty {
            outputFields["keyward.upstream"] = .text(upstream.map(\.rawValue).joined(separator: ","))
        }
        if let repeats { outputFields["keyward.repeats"] = .number(Int64(clamping: repeats)) }
        if let cluster = context.cluster { outputFields["keyward.cluster"] = .text(cluster.printable) }
        if let nearest = allow?.nearest { outputFields["keyward.allow.nearest"] = .text(nearest.printable) }
    }
}

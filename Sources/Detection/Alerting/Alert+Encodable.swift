// SPDX-License-Identifier: Apache-2.0

extension Alert: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(Self.schema, forKey: "schema")
        try object.encode(id, forKey: "id")
        try encodeFalco(to: &object)
        try object.encodeIfPresent(context.cluster, forKey: "cluster")
        try object.encode(severity, forKey: "severity")
        try object.encode(severity.riskScore, forKey: "risk_score")
        try object.encode(rules, forKey: "rules")
        try object.encode(upstream, forKey: "upstream")
        try object.encodeIfPresent(file, forKey: "file")
        try object.encodeIfPresent(process, forKey: "process")
        try object.encodeIfPresent(workload, forKey: "workload")
        try object.encodeIfPresent(credentials.first, forKey: "credential")
        if credentials.count > 1 { try object.encode(credentials, forKey: "credentials") }
        try object.encodeIfPresent(audit, forKey: "audit")
        try object.encode(outcome, forKey: "outcome")
        try object.encodeIfPresent(allow, forKey: "allow")
        try object.encode(enrichment, forKey: "enrichment")
        try object.encodeIfPresent(incident, forKey: "incident")
        try object.encodeIfPresent(loss, forKey: "loss")
        try object.encodeIfPresent(repeats, forKey: "repeats")
        try object.encode(remediation, forKey: "remediation")
    }

    private func encodeFalco(to object: inout KeyedEncodingContainer<AlertKey>) throws {
        try object.encode(time, forKey: "time")
        try object.encode(source, forKey: "source")
        try object.encode(context.hostname, forKey: "hostname")
        try object.encode(FalcoPriority(severity), forKey: "priority")
        try object.encode(gravest?.title ?? "", forKey: "rule")
        try object.encode(output, forKey: "output")
        try object.encode(outputFields, forKey: "output_fields")
        let attack = Set(rules.flatMap(\.attack))
        try object.encode((attack.union(["keyward", "kubernetes"])).sorted(), forKey: "tags")
    }
}
